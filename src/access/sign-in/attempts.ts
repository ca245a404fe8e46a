import { setTimeout as afterTime } from 'node:timers/promises'
import { blockOf } from '../../base/ip-addresses.ts'
import { keyedDigest } from '../../base/secrets/secrets.ts'
import type { Transaction, Tx } from '../../base/transaction.ts'
import type { VersionedCache } from '../../base/versioned-cache.ts'
import { SYSTEM } from '../actor.ts'
import type { AddressRules } from '../bans/address-rules.ts'
import { banAddress } from '../bans/bans.ts'
import type { Refusals, RefusedSignIn } from '../refusals/refusals.ts'
import type { AccessStores, AttemptPlace } from '../store.ts'
import type { LoginAttempt } from './attempt.ts'
import { ACCOUNT_WINDOW_MS, LOOK_MS, type LoginLimits, makeAttemptLimits } from './attempt-limits.ts'
import { type KnownCallers, makeKnownCallers, type SignedIn } from './known-callers.ts'
import { countSignIn } from './sign-in-counts.ts'
import { makeWaitingLines } from './waiting-line.ts'

/** Where somebody stands who is looked at: those who were right from this block before are not held up by the others. */
export type Standing = { readonly known: boolean; readonly block: string }

/** `neither` is what neither counts nor clears; `signedIn` is told of who was right and is let in. */
export type LoginVerdict<T> = {
  readonly was: 'right' | 'wrong' | 'neither'
  readonly value: T
  readonly signedIn?: SignedIn
}

/** What came of a look. `triesLeft` is of the address, whoever was named: it tells nobody whether they exist. */
type Looked<T> = LoginVerdict<T> & { readonly triesLeft?: number | undefined }

/** Not looked at, whatever was shown. */
type Stopped = { readonly stopped: 'banned' } | { readonly stopped: 'throttled'; readonly retryAfterMs: number }

export interface Attempts extends Pick<KnownCallers, 'noteRight' | 'isKnown' | 'lastSignedIn'> {
  /**
   * Writes down that somebody was not let in. `named` is who was named, where that is known; what nobody goes by may be a
   * password in the wrong field, of which no letter is written.
   */
  noteRefused(attempt: Pick<LoginAttempt, 'face' | 'address' | 'who'>, why: RefusedSignIn['why'], named?: string): void
  /**
   * Looks at what somebody shows, which no memory knows, when it is their turn: so many of a block of addresses at once as
   * may be wrong before it is stopped. Others wait. The same shown by many at once is looked at once, while it is right.
   */
  look<T>(attempt: LoginAttempt, verify: (standing: Standing) => Promise<LoginVerdict<T>>): Promise<Looked<T> | Stopped>
}

type Parts = {
  read: AccessStores
  transaction: Transaction<AccessStores>
  memory: VersionedCache
  rules: () => Promise<AddressRules>
  limits: LoginLimits
  digestKey: Buffer
  refusals: Refusals
  sleep?: (ms: number) => Promise<unknown>
}

type Place = AttemptPlace & {
  readonly address: string
  readonly known: boolean
  readonly spared: boolean
  readonly despiteBan: boolean
}
type Granted = { readonly id: number; readonly known: boolean; readonly delayMs: number }
type Answer = Looked<unknown> | Stopped
type Verify<T> = (standing: Standing) => Promise<LoginVerdict<T>>

type Failed = { readonly isBanned: boolean; readonly triesLeft: number | undefined }

const OUTCOMES = { right: 'right', wrong: 'wrong', neither: 'refused' } as const

/** Guesses: each is reserved before it is looked at, exactly, over all nodes on one database. */
export function makeAttempts(parts: Parts): Attempts {
  const { transaction, memory, rules, sleep = afterTime } = parts
  const limits = makeAttemptLimits(parts.limits)
  const knownCallers = makeKnownCallers(parts)
  const lines = makeWaitingLines()
  const shared = new Map<string, Promise<Answer>>()

  async function look<T>(attempt: LoginAttempt, verify: Verify<T>): Promise<Looked<T> | Stopped> {
    const answer = await lookShared(attempt, verify)
    countSignIn(attempt.who, 'stopped' in answer ? 'held_up' : OUTCOMES[answer.was])
    return answer
  }

  async function lookShared<T>(attempt: LoginAttempt, verify: Verify<T>): Promise<Looked<T> | Stopped> {
    const name = `${attempt.face} ${blockOf(attempt.address)} ${attempt.shown}`
    for (let underway = shared.get(name); underway; underway = shared.get(name)) {
      const answer = await underway
      // What was shown is in the name, so the answer is of the same kind. Each one who is wrong counts.
      if ('stopped' in answer || answer.was !== 'wrong') return answer as Looked<T> | Stopped
    }
    const answer = attend(attempt, verify).finally(() => shared.delete(name))
    shared.set(name, answer)
    return answer
  }

  async function attend<T>(attempt: LoginAttempt, verify: Verify<T>): Promise<Looked<T> | Stopped> {
    // What was right a while ago is no guess: it need not wait, and counts once it is wrong.
    const wasRight = knownCallers.wasRight(attempt)
    const place = await placeOf(attempt, wasRight)
    const granted = wasRight ? undefined : await reserve(place)
    if (granted && 'stopped' in granted) return granted
    try {
      if (granted && granted.delayMs > 0) await sleep(granted.delayMs)
      const verdict = await verify({ known: granted?.known ?? true, block: place.block })
      const triesLeft =
        granted || verdict.was === 'wrong' ? await settle(attempt, place, granted?.id, verdict) : undefined
      if (!granted && verdict.was === 'right') await knownCallers.noteRight(attempt, verdict.signedIn)
      knownCallers.remember(attempt, verdict.was === 'right')
      return triesLeft === undefined ? verdict : { ...verdict, triesLeft }
    } catch (fault) {
      if (granted) await transaction((tx) => tx.access.attempts.delete(granted.id)).catch(() => {}) // it ends by itself
      throw fault
    } finally {
      if (granted) for (const line of [lineOf(place), lineOf({ ...place, known: false })]) lines.wake(line)
    }
  }

  async function placeOf(attempt: LoginAttempt, wasRight: boolean): Promise<Place> {
    const { face, address, despiteBan = false } = attempt
    const identity = keyedDigest(parts.digestKey, 'who signs in', ...attempt.who)
    const known = wasRight || (await knownCallers.has(attempt))
    const spared = (await rules()).spares(face, address)
    return { face, block: blockOf(address), identity, address, known, spared, despiteBan }
  }

  const reserve = (place: Place): Promise<Granted | Stopped> =>
    lines.stand(lineOf(place), async () => {
      const ban = (await rules()).banOf(place.face, place.address)
      if (ban && !(ban === 'automatic' && place.despiteBan)) return { stopped: 'banned' }
      return transaction((tx) => tryReserve(tx, place))
    })

  /** A place among those who are looked at; undefined while others have them all. */
  async function tryReserve(tx: Tx<AccessStores>, place: Place): Promise<Granted | Stopped | undefined> {
    const { attempts, bans } = tx.access
    const { face, block, identity } = place
    await attempts.lock(place)
    const now = await attempts.now()
    const counts = await attempts.count(place, { since: now - limits.windowMs, now })
    const known = place.known && limits.trusts(face, counts)
    if (!(known && place.despiteBan) && (await bans.isBanned(face, block, tx.at))) return { stopped: 'banned' }
    const underway = known ? counts.ownUnderway : counts.underway
    if (underway >= limits.atOnce(place, counts, known, now))
      return underway > 0 ? undefined : { stopped: 'throttled', retryAfterMs: limits.retryAfterMs(counts, now) }
    const guessed = known ? 0 : await attempts.guessed(identity, now - ACCOUNT_WINDOW_MS)
    const id = await attempts.insert({ face, block, identity, known, at: now, until: now + LOOK_MS })
    return { id, known, delayMs: limits.delayOf(guessed) }
  }

  async function settle(
    attempt: LoginAttempt,
    place: Place,
    id: number | undefined,
    { was, signedIn }: LoginVerdict<unknown>,
  ): Promise<number | undefined> {
    const failed = await transaction(async (tx) => {
      if (was === 'wrong') return fail(tx, place, id)
      if (id !== undefined) await tx.access.attempts.delete(id)
      if (was === 'neither') return undefined
      await tx.access.attempts.forgive(place)
      await knownCallers.write(tx, attempt, signedIn)
      return undefined
    })
    if (failed?.isBanned) memory.forget()
    if (was === 'right' && id !== undefined) knownCallers.written(attempt)
    return failed?.triesLeft
  }

  /** It was wrong. The failure and the ban that follows from it are one transaction. */
  async function fail(tx: Tx<AccessStores>, place: Place, id: number | undefined): Promise<Failed> {
    const { attempts, bans } = tx.access
    const { face, block, identity, address, known } = place
    await attempts.lock(place)
    const now = await attempts.now()
    const counts = await attempts.count(place, { since: now - limits.windowMs, now })
    const at = limits.failedAt(face, counts, now)
    if (id === undefined || !(await attempts.fail(id, at)))
      await attempts.insert({ face, block, identity, known, at, until: null })
    const triesLeft = limits.triesLeft(place, counts)
    if (!limits.bansNow(place, counts) || (await bans.isBanned(face, block, tx.at)))
      return { isBanned: false, triesLeft }
    await attempts.spend(place)
    const { tries, banMs } = parts.limits
    const ban = { face, address: block, reason: `${tries} failed login attempts`, expiresAt: tx.at + banMs }
    await banAddress(tx, { ...SYSTEM, address }, { ...ban, automatic: true })
    await tx.access.moveVersion()
    return { isBanned: true, triesLeft }
  }

  return {
    look,
    noteRight: knownCallers.noteRight,
    isKnown: knownCallers.isKnown,
    lastSignedIn: knownCallers.lastSignedIn,
    noteRefused({ face, address, who }, why, named) {
      const digest = () => keyedDigest(parts.digestKey, 'who was refused', ...who).slice(0, 8)
      parts.refusals.signIn({ face, address, why, identity: () => named ?? `unknown ${digest()}` })
    },
  }
}

const lineOf = ({ face, block, identity, known }: Place): string => `${face} ${block} ${known ? identity : ''}`
