import { blockOf } from '../../base/ip-addresses.ts'
import { keyedDigest } from '../../base/secrets/secrets.ts'
import type { Transaction, Tx } from '../../base/transaction.ts'
import type { VersionedCache } from '../../base/versioned-cache.ts'
import { type Doer, record } from '../../events/event.ts'
import type { EventKind } from '../../events/kinds.ts'
import { FACE_NAMES } from '../faces.ts'
import type { AccessStores } from '../store.ts'
import type { LoginAttempt } from './attempt.ts'
import { makeRecent } from './recent.ts'

type Parts = { read: AccessStores; transaction: Transaction<AccessStores>; memory: VersionedCache; digestKey: Buffer }

/** Who is let in, as it is written down once a day for each face and block of addresses. */
export type SignedIn = {
  readonly kind: Extract<
    EventKind,
    'staff.signed_in' | 'credential.signed_in' | 'outbound_account.signed_in' | 'outbound_service.signed_in'
  >
  readonly subjectId: number
  readonly doer: Doer
  /** What they showed, where it is not their own password. */
  readonly by?: string
}

/** So often it is written down that somebody is still around. */
const NOTED_EVERY_MS = 24 * 3_600_000
/** Of which this process remembers who was right from there. */
const MOST_BLOCKS = 1000

/**
 * Who was right before. It lets nobody in: it is a place in a shorter line. What is written down is who was named, on
 * which face and from which block; what was shown is remembered by this process alone.
 */
export function makeKnownCallers({ read, transaction, memory, digestKey }: Parts) {
  const rightHere = makeRecent()
  const noted = makeRecent()
  const knownFrom = memory.keep(() => new Map<string, Promise<ReadonlySet<string>>>())
  /** Of a face, because who was let in on another one was not right on this one before it banned the address. */
  const callerOf = ({ face, who }: Pick<LoginAttempt, 'face' | 'who'>) =>
    keyedDigest(digestKey, 'who was right', face, ...who)
  const placeOf = ({ face, address, shown }: LoginAttempt) =>
    `${Math.floor(performance.now() / NOTED_EVERY_MS)} ${face} ${address} ${shown}`

  async function ofBlock(block: string): Promise<ReadonlySet<string>> {
    const blocks = await knownFrom()
    const known = blocks.get(block) ?? read.access.callers.ofBlock(block).then((identities) => new Set(identities))
    if (blocks.size < MOST_BLOCKS) blocks.set(block, known)
    known.catch(() => blocks.delete(block))
    return known
  }

  /** Whoever was named was right from there. */
  async function write(tx: Tx<AccessStores>, attempt: LoginAttempt, signedIn: SignedIn | undefined): Promise<void> {
    const { attempts, callers } = tx.access
    const now = await attempts.now()
    const isFirst = await callers.note(blockOf(attempt.address), callerOf(attempt), now, now - NOTED_EVERY_MS)
    if (!isFirst || !signedIn) return
    const { kind, subjectId, doer, by } = signedIn
    const description = `${doer.name} signed in to ${attempt.face}${by ? ` with ${by}` : ''}`
    await record(tx, doer, { kind, subjectId, description, changes: { face: [null, attempt.face] } })
  }

  return {
    /** Whether whoever is named was right from there, as the database knows it. */
    has: (attempt: LoginAttempt): Promise<boolean> =>
      read.access.callers.has(blockOf(attempt.address), callerOf(attempt)),

    /** When API credentials were last let in on any face, to the day; who never was is missing. */
    async lastSignedIn(identifiers: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const whose = new Map(
        identifiers.flatMap((identifier) =>
          FACE_NAMES.map((face) => [callerOf({ face, who: ['credential', identifier] }), identifier] as const),
        ),
      )
      const last = new Map<string, number>()
      for (const [identity, at] of await read.access.callers.lastNoted([...whose.keys()])) {
        const identifier = whose.get(identity)!
        last.set(identifier, Math.max(at, last.get(identifier) ?? 0))
      }
      return last
    },

    /** Whether the very same was right when this process last looked at it, from wherever. */
    wasRight: ({ shown }: LoginAttempt): boolean => rightHere.has(shown),

    /** What a look has told. */
    remember(attempt: LoginAttempt, isRight: boolean): void {
      if (isRight) rightHere.add(attempt.shown)
      else {
        rightHere.delete(attempt.shown)
        noted.delete(placeOf(attempt))
      }
    },

    write,

    /** That it is written down is committed. */
    written: (attempt: LoginAttempt): void => noted.add(placeOf(attempt)),

    /** Somebody whom a memory knows: written down once, so that they are known from there after a restart too. */
    async noteRight(attempt: LoginAttempt, signedIn?: SignedIn): Promise<void> {
      const place = placeOf(attempt)
      if (noted.has(place)) return
      noted.add(place)
      try {
        await transaction((tx) => write(tx, attempt, signedIn))
      } catch {
        noted.delete(place) // the next request tries again; a place in a line is no reason to refuse anybody
      }
    },

    /** Whether whoever is named was right from there before. Asks the database once for all strangers of a block. */
    async isKnown(attempt: LoginAttempt): Promise<boolean> {
      // The very same from the very same address: nobody else's guesses take that away.
      if (noted.has(placeOf(attempt))) return true
      return (await ofBlock(blockOf(attempt.address))).has(callerOf(attempt))
    },
  }
}

export type KnownCallers = ReturnType<typeof makeKnownCallers>
