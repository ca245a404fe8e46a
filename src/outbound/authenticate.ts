import { hash, randomBytes } from 'node:crypto'
import type { Memory } from '../access/memory.ts'
import { sameSecret } from '../access/secrets.ts'
import type { Clock } from '../clock.ts'
import { accountName, parseSignInName, type SignInName } from './account.ts'
import { keyDigest } from './accounts.ts'
import type { Caller } from './caller.ts'
import type { OutboundStores } from './parts.ts'
import { passwordDigest } from './services.ts'
import { makeThrottle } from './throttle.ts'

export interface Authentication {
  /**
   * Who signs in as `cloud/user` with an API key, or as `cloud/user/service` with the service's password. An address
   * that was wrong too often waits: it is throttled, never banned.
   */
  check(username: string, password: string, address: string): Promise<Caller | RefusedCaller>
}

export type RefusedCaller = { readonly refused: 'wrong_credentials' | 'throttled'; readonly retryAfterMs: number }

type Parts = { read: OutboundStores; clock: Clock; memory: Memory; key: Buffer }

/** Somebody who showed the right secret, and until when it is right. */
type Found = { caller: WithoutAddress<Caller>; expiresAt: number | null }
type WithoutAddress<T> = T extends Caller ? Omit<T, 'address'> : never

const WRONG: RefusedCaller = { refused: 'wrong_credentials', retryAfterMs: 0 }

/**
 * Right answers are remembered under a digest of what was shown, until anything about accounts and services changes: a
 * request costs microseconds and no query. Those that have been right are never held up by others that are wrong.
 */
export function makeAuthentication({ read, clock, memory, key }: Parts): Authentication {
  const remembered = memory.keep(() => new Map<string, Found>())
  const throttle = makeThrottle(clock)
  const salt = randomBytes(16).toString('hex')

  /** What a wrong name is compared with, so that it takes as long as a wrong secret. */
  const decoy = keyDigest(key, 0, salt)

  async function find({ cloudId, username, service }: SignInName, secret: string): Promise<Found | undefined> {
    const account = await read.outbound.accounts.byName(cloudId, username)
    const accountId = account?.id ?? 0
    if (service === null) {
      const keys = account ? await read.outbound.keys.list(accountId) : []
      const digest = keyDigest(key, accountId, secret)
      const found = keys.find((one) => sameSecret(digest, one.digest))
      if (keys.length === 0) sameSecret(digest, decoy)
      if (!account || !found || found.revokedAt !== null) return undefined
      const name = accountName(account)
      return {
        caller: { kind: 'account', id: accountId, accountId, name, readOnly: found.readOnly },
        expiresAt: found.expiresAt,
      }
    }
    const row = account && (await read.outbound.services.byName(accountId, service))
    const isRight = sameSecret(passwordDigest(key, accountId, service, secret), row?.passwordDigest ?? decoy)
    if (!row || !isRight) return undefined
    return {
      caller: {
        kind: 'service',
        id: row.id,
        service: { name: row.name, kind: row.kind },
        accountId,
        name: `${accountName(account)}/${service}`,
      },
      expiresAt: null,
    }
  }

  return {
    async check(username, password, address) {
      const known = await remembered()
      const shown = hash('sha256', [salt, username, password].join('\0'), 'base64')
      const remembers = known.get(shown)
      if (remembers && (remembers.expiresAt ?? Number.POSITIVE_INFINITY) > clock.now())
        return { ...remembers.caller, address }
      const waitMs = throttle.wait(address)
      if (waitMs > 0) return { refused: 'throttled', retryAfterMs: waitMs }
      const name = username.includes('\0') ? undefined : parseSignInName(username)
      const found = name && (await find(name, password))
      if (!found || (found.expiresAt !== null && found.expiresAt <= clock.now())) {
        throttle.note(address)
        return WRONG
      }
      known.set(shown, found)
      return { ...found.caller, address }
    },
  }
}
