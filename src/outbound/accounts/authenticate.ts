import type { Attempts } from '../../access/sign-in/attempts.ts'
import { makeShown } from '../../access/sign-in/shown.ts'
import type { Clock } from '../../base/clock.ts'
import { sameSecret } from '../../base/secrets/secrets.ts'
import type { VersionedCache } from '../../base/versioned-cache.ts'
import type { OutboundStores } from '../store.ts'
import { accountName, parseSignInName, type SignInName } from './account.ts'
import type { Caller } from './caller.ts'
import { keyDigest, passwordDigest } from './digests.ts'

export interface Authentication {
  /**
   * Who signs in as `cloud/user` with an API key, or as `cloud/user/service` with the service's password. An address
   * that was wrong too often waits: it is throttled, never banned.
   */
  check(username: string, password: string, address: string): Promise<Caller | RefusedCaller>
}

export type RefusedCaller = {
  readonly refused: 'wrong_credentials' | 'address_banned' | 'throttled'
  readonly retryAfterMs: number
}

type Parts = { read: OutboundStores; clock: Clock; memory: VersionedCache; attempts: Attempts; key: Buffer }

/** Workers sign in with the same passwords, and count together with those who start. */
const FACE = 'aculab'

/** Somebody who showed the right secret, and until when it is right. */
type Found = { caller: WithoutAddress<Caller>; expiresAt: number | null }
type WithoutAddress<T> = T extends Caller ? Omit<T, 'address'> : never

const refused = (why: RefusedCaller['refused'], retryAfterMs = 0): RefusedCaller => ({ refused: why, retryAfterMs })

/**
 * Right answers are remembered under a digest of what was shown, until anything about accounts and services changes: a
 * request costs microseconds and no query. Those that have been right are never held up by others that are wrong.
 */
export function makeAuthentication({ read, clock, memory, attempts, key }: Parts): Authentication {
  const remembered = memory.keep(() => new Map<string, Found>())
  const shownAs = makeShown()

  /** What a wrong name is compared with, so that it takes as long as a wrong secret. */
  const decoy = keyDigest(key, 0, shownAs('nobody'))

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

  /** Nobody, once what they showed has expired. */
  async function findInForce(username: string, password: string): Promise<Found | undefined> {
    const name = username.includes('\0') ? undefined : parseSignInName(username)
    const found = name && (await find(name, password))
    return isInForce(found) ? found : undefined
  }

  const isInForce = (found: Found | undefined): boolean =>
    found !== undefined && (found.expiresAt ?? Number.POSITIVE_INFINITY) > clock.now()

  return {
    async check(username, password, address) {
      const known = await remembered()
      const shown = shownAs(username, password)
      const remembers = known.get(shown)
      const attempt = {
        face: FACE,
        address,
        who: ['outbound', username.normalize('NFC').toLowerCase()],
        shown,
      } as const
      if (remembers && isInForce(remembers)) {
        await attempts.noteRight(attempt)
        return { ...remembers.caller, address }
      }
      const answer = await attempts.look(attempt, async () => {
        const found = await findInForce(username, password)
        return { was: found ? 'right' : 'wrong', value: found }
      })
      if ('stopped' in answer)
        return answer.stopped === 'banned' ? refused('address_banned') : refused('throttled', answer.retryAfterMs)
      if (!answer.value) return refused('wrong_credentials')
      known.set(shown, answer.value)
      return { ...answer.value.caller, address }
    },
  }
}
