import type { RefusedCaller } from '../../outbound/authenticate.ts'
import type { Caller } from '../../outbound/caller.ts'
import type { Outbound } from '../../outbound/outbound.ts'
import { parseCredentials } from './credentials.ts'
import type { Endpoint } from './endpoint.ts'
import { httpError, unauthorized } from './errors.ts'

/**
 * Who asks. An unknown user, an unknown service and a wrong password have the same answer, so that names do not leak.
 * Only who is known is told that an endpoint takes the other form.
 */
export async function admit(
  outbound: Outbound,
  endpoint: Endpoint,
  header: string | undefined,
  address: string,
): Promise<Caller> {
  const shown = parseCredentials(header)
  if (!shown) throw unauthorized()
  const caller = await outbound.authentication.check(shown.username, shown.password, address)
  if ('refused' in caller) throw refusedCaller(caller)
  if (endpoint.form === 'either' || endpoint.form === caller.kind) return caller
  throw httpError(
    403,
    endpoint.form === 'account'
      ? 'This needs an API access key, and a service password was given'
      : 'This needs the password of a service, and an API access key was given',
  )
}

function refusedCaller({ refused, retryAfterMs }: RefusedCaller) {
  if (refused === 'wrong_credentials') return unauthorized()
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000))
  return httpError(429, 'Too many wrong credentials came from this address', {
    headers: { 'retry-after': String(seconds) },
  })
}
