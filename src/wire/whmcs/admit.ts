import type { Admitting, Authenticated } from '../../access/sign-in/authenticate.ts'
import type { Domain } from '../../domain.ts'
import type { Sender } from '../bodies/bodies.ts'
import type { ParamMap } from '../codec/php-value.ts'
import { textAt } from '../codec/php-value.ts'
import { accessErrors } from './refuse.ts'

const FACE = 'whmcs'

/**
 * The order of section 2.4: ban, address or access key, an action at all, credentials, staff member, API access. Empty
 * fields count as absent, because one client always sends all of them. A ban that came of wrong guesses lets those through
 * who were right from there before.
 */
export async function admit(
  domain: Domain,
  params: ParamMap,
  address: string,
): Promise<{ action: string; caller: Authenticated }> {
  const how = await admitAddress(domain, params, address)
  const action = textAt(params, 'action')?.trim()
  const shown = credentialsIn(params)
  // A stranger at a banned address hears of nothing else.
  if (how.despiteBan && !shown) throw bannedStranger(domain, address)
  if (!action && !how.despiteBan) throw accessErrors.noAction()
  if (!shown) throw accessErrors.noCredentials()
  const caller = await identify(domain, shown, address, how)
  if (!action) throw accessErrors.noAction()
  return { action, caller }
}

/**
 * The same of what the beginning of a large body holds: who can be refused by it is, and who shows the right credentials
 * is known before the rest is read.
 */
export async function admitBeginning(domain: Domain, params: ParamMap, address: string): Promise<Sender> {
  const how = await admitAddress(domain, params, address)
  const shown = credentialsIn(params)
  if (how.despiteBan && !shown) throw bannedStranger(domain, address)
  if (!shown) return 'stranger'
  await identify(domain, shown, address, how)
  return 'known'
}

async function admitAddress({ access }: Domain, params: ParamMap, address: string): Promise<Admitting> {
  const accessKey = textAt(params, 'accesskey') || undefined
  const place = await access.authentication.checkAddress(FACE, address, accessKey)
  if (place === 'banned') throw accessErrors.bannedAddress(address)
  if (place === 'not_allowed') throw accessErrors.foreignAddress(address)
  return { despiteBan: place === 'known_only' }
}

function bannedStranger({ access }: Domain, address: string) {
  access.authentication.noteStranger(FACE, address)
  return accessErrors.bannedAddress(address)
}

type Shown = { readonly name: string; readonly secret: string; readonly isIdentifier: boolean }

/** Identifier and secret; the same two under the old names; or a staff login with the MD5 of the password. */
function credentialsIn(params: ParamMap): Shown | undefined {
  const [identifier, secret] = [textAt(params, 'identifier'), textAt(params, 'secret')]
  if (identifier && secret) return { name: identifier, secret, isIdentifier: true }
  const [username, password] = [textAt(params, 'username'), textAt(params, 'password')]
  return username && password ? { name: username, secret: password, isIdentifier: false } : undefined
}

async function identify({ access }: Domain, shown: Shown, address: string, how: Admitting): Promise<Authenticated> {
  const { authentication } = access
  const { name, secret } = shown
  const isIdentifier = shown.isIdentifier || (await authentication.knowsIdentifier(name))
  const caller = await (isIdentifier
    ? authentication.byCredential(name, secret, FACE, address, how)
    : authentication.byStaffPassword(name, secret, FACE, address, how))
  if ('actor' in caller) return caller
  switch (caller.refused) {
    case 'staff_disabled':
      throw accessErrors.staffDisabled()
    case 'no_api_access':
      throw accessErrors.noApiAccess()
    case 'address_not_allowed':
      throw accessErrors.foreignAddress(address)
    case 'address_banned':
      throw accessErrors.bannedAddress(address)
    default:
      throw accessErrors.wrongCredentials()
  }
}
