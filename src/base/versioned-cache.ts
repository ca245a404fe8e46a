import type { Clock } from './clock.ts'
import type { Transaction } from './transaction.ts'

/** How old what we know of other processes' changes may be: they promise to hold within a second. */
const LOOK_EVERY_MS = 500

type Parts = {
  /** The stored number that moves with every change of what is remembered. */
  readVersion: () => Promise<number>
  clock: Clock
}

/**
 * What this process remembers of those who sign in, so that a request asks the database nothing. All of it is dropped
 * when the stored version has moved: at once after a change of this process (`forget`), and after the next look, at most
 * every 500 ms, for a change of another one. Nothing looks while nobody asks.
 */
export function makeVersionedCache({ readVersion, clock }: Parts) {
  let version = -1
  let lookedAt = Number.NEGATIVE_INFINITY
  let forgotten = 0
  let looking: Promise<void> | undefined

  const isFresh = () => Math.abs(clock.now() - lookedAt) < LOOK_EVERY_MS

  async function look(): Promise<void> {
    // A look that was under way when this process changed something may have seen the time before: look again.
    let before: number
    do {
      before = forgotten
      version = await readVersion()
    } while (before !== forgotten)
    lookedAt = clock.now()
  }

  async function currentVersion(): Promise<number> {
    if (!isFresh()) {
      looking ??= look().finally(() => {
        looking = undefined
      })
      await looking
    }
    return version
  }

  return {
    /** Makes `load()` again whenever the version has moved. The version is read first, so that no change is missed. */
    keep<T>(load: () => Promise<T> | T): () => Promise<T> {
      let kept: { version: number; value: Promise<T> } | undefined
      return () => (kept?.version === version && isFresh() ? kept.value : renew())

      async function renew(): Promise<T> {
        const current = await currentVersion()
        if (kept?.version === current) return kept.value
        const making = { version: current, value: Promise.resolve(load()) }
        kept = making
        making.value.catch(() => {
          if (kept === making) kept = undefined
        })
        return making.value
      }
    },
    forget(): void {
      forgotten++
      lookedAt = Number.NEGATIVE_INFINITY
    },
  }
}

export type VersionedCache = ReturnType<typeof makeVersionedCache>

/** `transaction` for whatever others remember: it moves the version in the same transaction, and forgets when it is over. */
export function makeChange<S>(
  transaction: Transaction<S>,
  moveVersion: (tx: S) => Promise<void>,
  memory: Pick<VersionedCache, 'forget'>,
): Transaction<S> {
  return async (work) => {
    try {
      return await transaction(async (tx) => {
        const value = await work(tx)
        // Last, because on PostgreSQL everybody else who changes something waits for this row from here on.
        await moveVersion(tx)
        return value
      })
    } finally {
      memory.forget()
    }
  }
}
