import type { RefusedSignIn } from '../../access/refusals/refusals.ts'
import type { LoginAttempt } from '../../access/sign-in/attempt.ts'
import type { Attempts, LoginVerdict } from '../../access/sign-in/attempts.ts'
import type { SignedIn } from '../../access/sign-in/known-callers.ts'
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
  readonly refused: Extract<RefusedSignIn['why'], 'wrong_credentials' | 'address_banned' | 'throttled'>
  readonly retryAfterMs: number
}

type Parts = { read: OutboundStores; clock: Clock; memory: VersionedCache; attempts: Attempts; key: Buffer }

/** Workers sign in with the same passwords, and count together with those who start. */
const FACE = 'aculab'

/** Somebody who showed the right secret, and until when it is right. */
type Found = { caller: WithoutAddress<Caller>; expiresAt: number | null }
type WithoutAddress<T> = T extends Caller ? Omit<T, 'address'> : never

/** `named` is who was named, where that is known. */
type NotFound = { named?: string }

const isFound = (found: Found | NotFound): found is Found => 'caller' in found

const refuse = (
  why: RefusedCaller['refused'],
  { retryAfterMs = 0, named }: NotFound & { retryAfterMs?: number } = {},
) => ({
  refused: why,
  retryAfterMs,
  named,
})

/**
 * Right answers are remembered under a digest of what was shown, until anything about accounts and services changes: a
 * request costs microseconds and no query. Those that have been right are never held up by others that are wrong.
 */
export function makeAuthentication({ read, clock, memory, attempts, key }: Parts): Authentication {
  const remembered = memory.keep(() => new Map<string, Found>())
  const shownAs = makeShown()

  /** What a wrong name is compared with, so that it takes as long as a wrong secret. */
  const decoy = keyDigest(key, 0, shownAs('nobody'))

  async function find({ cloudId, username, service }: SignInName, secret: string): Promise<Found | NotFound> {
    const account = await read.outbound.accounts.byName(cloudId, username)
    const accountId = account?.id ?? 0
    if (service === null) {
      const keys = account ? await read.outbound.keys.list(accountId) : []
      const digest = keyDigest(key, accountId, secret)
      const found = keys.find((one) => sameSecret(digest, one.digest))
      if (keys.length === 0) sameSecret(digest, decoy)
      if (!account) return {}
      const name = accountName(account)
      if (!found || found.revokedAt !== null) return { named: `outbound account ${name}` }
      return {
        caller: { kind: 'account', id: accountId, accountId, name, readOnly: found.readOnly },
        expiresAt: found.expiresAt,
      }
    }
    const row = account && (await read.outbound.services.byName(accountId, service))
    const isRight = sameSecret(passwordDigest(key, accountId, service, secret), row?.passwordDigest ?? decoy)
    if (!account || !row) return {}
    const name = `${accountName(account)}/${row.name}`
    if (!isRight) return { named: `outbound service ${name}` }
    return {
      caller: { kind: 'service', id: row.id, service: { name: row.name, kind: row.kind }, accountId, name },
      expiresAt: null,
    }
  }

  /** Nobody, once what they showed has expired. */
  async function findInForce(username: string, password: string): Promise<Found | NotFound> {
    const name = username.includes('\0') ? undefined : parseSignInName(username)
    const found = name ? await find(name, password) : {}
    return isFound(found) && !isInForce(found) ? { named: `outbound account ${found.caller.name}` } : found
  }

  const isInForce = ({ expiresAt }: Found): boolean => (expiresAt ?? Number.POSITIVE_INFINITY) > clock.now()

  async function lookUp(attempt: LoginAttempt, username: string, password: string) {
    const { address, shown } = attempt
    const known = await remembered()
    const remembers = known.get(shown)
    if (remembers && isInForce(remembers)) {
      await attempts.noteRight(attempt, signedInBy(remembers, address))
      return remembers
    }
    const answer = await attempts.look(attempt, async (): Promise<LoginVerdict<Found | NotFound>> => {
      const found = await findInForce(username, password)
      return isFound(found)
        ? { was: 'right', value: found, signedIn: signedInBy(found, address) }
        : { was: 'wrong', value: found }
    })
    if ('stopped' in answer) {
      if (answer.stopped === 'banned') return refuse('address_banned')
      return refuse('throttled', { retryAfterMs: answer.retryAfterMs })
    }
    if (!isFound(answer.value)) return refuse('wrong_credentials', answer.value)
    known.set(shown, answer.value)
    return answer.value
  }

  return {
    async check(username, password, address) {
      const attempt = {
        face: FACE,
        address,
        who: ['outbound', username.normalize('NFC').toLowerCase()],
        shown: shownAs(username, password),
      } as const
      const found = await lookUp(attempt, username, password)
      if ('caller' in found) return { ...found.caller, address }
      const { refused, retryAfterMs, named } = found
      attempts.noteRefused(attempt, refused, named)
      return { refused, retryAfterMs }
    },
  }
}

const signedInBy = ({ caller }: Found, address: string): SignedIn => ({
  kind: caller.kind === 'account' ? 'outbound_account.signed_in' : 'outbound_service.signed_in',
  subjectId: caller.id,
  doer: { ...caller, address },
})
