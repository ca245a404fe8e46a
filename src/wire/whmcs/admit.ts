import type { Authenticated } from '../../access/authenticate.ts'
import type { Domain } from '../../domain.ts'
import type { ParamMap } from '../codec/php-value.ts'
import { textAt } from '../codec/php-value.ts'
import { accessErrors } from './refuse.ts'

const FACE = 'whmcs'

/**
 * The order of section 2.4: ban, address or access key, an action at all, credentials, staff member, API access. Empty
 * fields count as absent, because one client always sends all of them.
 */
export async function admit(
  domain: Domain,
  params: ParamMap,
  address: string,
): Promise<{ action: string; caller: Authenticated }> {
  const { authentication } = domain.access
  const place = await authentication.checkAddress(FACE, address, textAt(params, 'accesskey') || undefined)
  if (place === 'banned') throw accessErrors.bannedAddress(address)
  if (place === 'not_allowed') throw accessErrors.foreignAddress(address)

  const action = textAt(params, 'action')?.trim()
  if (!action) throw accessErrors.noAction()

  const caller = await identify(domain, params, address)
  if ('actor' in caller) return { action, caller }
  switch (caller.refused) {
    case 'staff_disabled':
      throw accessErrors.staffDisabled()
    case 'no_api_access':
      throw accessErrors.noApiAccess()
    case 'address_not_allowed':
      throw accessErrors.foreignAddress(address)
    default:
      throw accessErrors.wrongCredentials()
  }
}

/** Identifier and secret; the same two under the old names; or a staff login with the MD5 of the password. */
async function identify({ access }: Domain, params: ParamMap, address: string) {
  const { authentication } = access
  const identifier = textAt(params, 'identifier')
  const secret = textAt(params, 'secret')
  if (identifier && secret) return authentication.byCredential(identifier, secret, FACE, address)

  const username = textAt(params, 'username')
  const password = textAt(params, 'password')
  if (!username || !password) throw accessErrors.noCredentials()
  if (await authentication.knowsIdentifier(username))
    return authentication.byCredential(username, password, FACE, address)
  return authentication.byStaffPassword(username, password, FACE, address)
}
