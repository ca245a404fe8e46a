import { blockOf } from '../../base/ip-addresses.ts'
import { keyedDigest } from '../../base/secrets/secrets.ts'
import type { Transaction } from '../../base/transaction.ts'
import type { VersionedCache } from '../../base/versioned-cache.ts'
import type { AccessStores } from '../store.ts'
import type { LoginAttempt } from './attempt.ts'
import { makeRecent } from './recent.ts'

type Parts = { read: AccessStores; transaction: Transaction<AccessStores>; memory: VersionedCache; digestKey: Buffer }

type Stores = Pick<AccessStores, 'access'>

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
  const callerOf = ({ face, who }: LoginAttempt) => keyedDigest(digestKey, 'who was right', face, ...who)
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
  async function write({ access: { attempts, callers } }: Stores, attempt: LoginAttempt): Promise<void> {
    const now = await attempts.now()
    await callers.note(blockOf(attempt.address), callerOf(attempt), now, now - NOTED_EVERY_MS)
  }

  return {
    /** Whether whoever is named was right from there, as the database knows it. */
    has: (attempt: LoginAttempt): Promise<boolean> =>
      read.access.callers.has(blockOf(attempt.address), callerOf(attempt)),

    /** Whether the very same was right when this process last looked at it, from wherever. */
    wasRight: ({ shown }: LoginAttempt): boolean => rightHere.has(shown),

    /** What a look has told, when it is written down. */
    remember(attempt: LoginAttempt, isRight: boolean): void {
      for (const [texts, text] of [
        [rightHere, attempt.shown],
        [noted, placeOf(attempt)],
      ] as const)
        if (isRight) texts.add(text)
        else texts.delete(text)
    },

    write,

    /** Somebody whom a memory knows: written down once, so that they are known from there after a restart too. */
    async noteRight(attempt: LoginAttempt): Promise<void> {
      const place = placeOf(attempt)
      if (noted.has(place)) return
      noted.add(place)
      const noting = transaction((tx) => write(tx, attempt))
      await noting.catch(() => {}) // a place in a line is no reason to refuse anybody
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
