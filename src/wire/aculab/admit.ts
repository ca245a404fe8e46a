import type { Domain } from '../../domain.ts'
import type { RefusedCaller } from '../../outbound/accounts/authenticate.ts'
import type { Caller } from '../../outbound/accounts/caller.ts'
import { parseCredentials } from './credentials.ts'
import type { Endpoint } from './endpoint.ts'
import { httpError, unauthorized } from './errors.ts'

const FACE = 'aculab'

/**
 * Who asks. An unknown user, an unknown service and a wrong password have the same answer, so that names do not leak.
 * Only who is known is told that an endpoint takes the other form. Before that: bans, which are all made by hand, and the
 * list of addresses.
 */
export async function admit(
  { access, outbound }: Pick<Domain, 'access' | 'outbound'>,
  header: string | undefined,
  address: string,
): Promise<Caller> {
  const place = await access.authentication.checkAddress(FACE, address)
  if (place === 'banned') throw addressBanned()
  if (place === 'not_allowed') throw httpError(403, 'This address is not among those that may use these services')
  const shown = parseCredentials(header)
  if (!shown) throw unauthorized()
  const caller = await outbound.authentication.check(shown.username, shown.password, address)
  if ('refused' in caller) throw refusedCaller(caller)
  return caller
}

/** Whether these are the credentials that the endpoint wants. */
export const takes = ({ form }: Endpoint, { kind }: Caller): boolean => form === 'either' || form === kind

export const otherForm = ({ form }: Endpoint) =>
  httpError(
    403,
    form === 'account'
      ? 'This needs an API access key, and a service password was given'
      : 'This needs the password of a service, and an API access key was given',
  )

const addressBanned = () => httpError(403, 'This address is banned')

function refusedCaller({ refused, retryAfterMs }: RefusedCaller) {
  if (refused === 'wrong_credentials') return unauthorized()
  if (refused === 'address_banned') return addressBanned()
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000))
  return httpError(429, 'Too many wrong credentials came from this address', {
    headers: { 'retry-after': String(seconds) },
  })
}
