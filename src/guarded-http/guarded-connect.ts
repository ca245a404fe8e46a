import { isIPv6, type Socket } from 'node:net'
import { makeAddressList } from '../base/ip-addresses.ts'
import { heldCall } from './call-failed.ts'
import { openConnection, type Resolve, systemResolve } from './connection.ts'

/** Rejects with a `CallFailed`. Nothing was sent over the connection yet. */
export type GuardedConnect = (host: string, port: number, signal: AbortSignal) => Promise<Socket>

type Options = { allow: readonly string[]; resolve?: Resolve; isHeld?: () => boolean }

/** For what does not speak HTTP: a plain connection, to the addresses to which requests may go out. */
export function makeGuardedConnect({ allow, resolve = systemResolve, isHeld }: Options): GuardedConnect {
  const allowed = makeAddressList(allow)
  return async (host, port, signal) => {
    if (isHeld?.()) throw heldCall(`${host}:${port}`)
    const url = new URL(`tcp://${isIPv6(host) ? `[${host}]` : host}:${port}`)
    return openConnection({ url, trust: {}, allowed, resolve, signal })
  }
}
