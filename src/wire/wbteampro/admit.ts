import type { Authenticated, RefusedLogin } from '../../access/sign-in/authenticate.ts'
import type { Domain } from '../../domain.ts'
import type { Sender } from '../bodies/bodies.ts'
import { addressBanned, addressNotAllowed, notAuthenticated, roleNotPermitted } from './refuse.ts'
import type { Shown } from './request.ts'

const FACE = 'wbteampro'

/** Asked before anything is read. */
export async function admitAddress({ access }: Domain, address: string): Promise<void> {
  const place = await access.authentication.checkAddress(FACE, address)
  if (place === 'banned') throw addressBanned()
  if (place === 'not_allowed') throw addressNotAllowed()
}

/** Who calls. Only wrong credentials count towards a ban; none at all do not. */
export async function identify(domain: Domain, shown: Shown, address: string): Promise<Authenticated> {
  return requireLogin(await login(domain, shown, address))
}

/** Whether what is shown so far says who calls; wrong credentials are refused at once. */
export async function senderOf(domain: Domain, shown: Shown, address: string): Promise<Sender> {
  const caller = await login(domain, shown, address)
  if (!caller) return 'stranger'
  requireLogin(caller)
  return 'known'
}

function requireLogin(caller: Authenticated | RefusedLogin | undefined): Authenticated {
  if (caller && 'actor' in caller) return caller
  switch (caller?.refused) {
    case 'no_api_access':
      throw roleNotPermitted()
    case 'address_not_allowed':
      throw addressNotAllowed()
    case 'address_banned':
      throw addressBanned()
    default:
      throw notAuthenticated()
  }
}

/** A staff login with the MD5 of the password, or a credential in the same two fields; extensions: Basic and Bearer. */
async function login(
  { access: { authentication } }: Domain,
  { username, password, authorization }: Shown,
  address: string,
): Promise<Authenticated | RefusedLogin | undefined> {
  if (username === undefined) {
    const token = /^Bearer +([^\s.]+)\.(\S+)$/i.exec(authorization ?? '')
    if (token) return authentication.byCredential(token[1]!, token[2]!, FACE, address)
  }
  const { name, secret } = username === undefined ? basic(authorization) : { name: username, secret: password }
  if (!name || !secret) return undefined
  if (await authentication.knowsIdentifier(name)) return authentication.byCredential(name, secret, FACE, address)
  return authentication.byStaffPassword(name, secret, FACE, address)
}

function basic(header: string | undefined): { name?: string; secret?: string } {
  const [, encoded] = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header ?? '') ?? []
  const [, name, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? []
  return name && secret ? { name, secret } : {}
}
