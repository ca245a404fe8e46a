import { makeInterval } from '../base/interval.ts'
import type { Transaction } from '../base/transaction.ts'
import { firstMisfit, GENESIS, type Link, linkTo, type Misfit } from './chain.ts'
import type { EventStore, SettingStore } from './store.ts'

/** Where the chain begins (what is before it was pruned) and where it ends (so that a cut tail is seen). */
type Ends = { start: Link; head: Link }
const ENDS = 'events.chain'

export type ChainVerdict = ({ intact: true } & Ends) | ({ intact: false } & Misfit)

type SealerStores = { events: EventStore; settings: SettingStore }
type Parts = { read: SealerStores; transaction: Transaction<SealerStores>; batch?: number }

/**
 * Gives committed events their order and hash. Ids can commit out of order, and a chain inside the transactions would
 * make every process wait for every other, so it is done afterwards: readers see only what is sealed. Any number of
 * processes may run one; they take turns.
 */
export function makeSealer({ read, transaction, batch = 1000 }: Parts) {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  /** Seals all that is committed at the call. Costs one indexed look when nothing waits. */
  function settle(): Promise<void> {
    if (!running) {
      running = sealWaiting().finally(() => {
        running = undefined
      })
      return running
    }
    // The pass under way may have looked before the caller's commit; all who come meanwhile share the one after it.
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined
        return settle()
      })
    return next
  }

  async function sealWaiting(): Promise<void> {
    if (!(await read.events.hasUnsealed())) return
    while ((await sealBatch()) === batch);
  }

  const sealBatch = () =>
    transaction(async (tx) => {
      await tx.events.lockChain()
      const events = await tx.events.unsealed(batch)
      if (events.length === 0) return 0
      const { start, head } = await endsOf(tx)
      let last = head
      const sealed = events.map((event) => {
        last = linkTo(last, event)
        return { id: event.id, ...last }
      })
      await tx.events.seal(sealed)
      await setEnds(tx, { start, head: last })
      return events.length
    })

  /** Walks the whole chain and names the first place that is not as it was sealed. */
  async function verify(): Promise<ChainVerdict> {
    const ends = await endsOf(read)
    let last = ends.start
    while (last.position < ends.head.position) {
      const rows = (await read.events.after(last.position, batch)).filter((row) => row.position <= ends.head.position)
      const misfit = firstMisfit(last, rows)
      const end = rows.at(-1)
      if (misfit || !end) {
        const { start } = await endsOf(read)
        if (start.position > last.position) return verify() // pruned under our feet
        return { intact: false, ...(misfit ?? { position: last.position + 1, why: 'missing' }) }
      }
      last = { position: end.position, hash: end.hash }
    }
    return last.hash === ends.head.hash
      ? { intact: true, ...ends }
      : { intact: false, position: last.position, why: 'altered' }
  }

  /**
   * Removes rows from the start of the chain up to the first one that is not older than `before`, in steps between which
   * `stopping` may end it; answers how many.
   */
  async function prune(before: number, stopping: () => boolean = () => false): Promise<number> {
    let pruned = 0
    while (!stopping()) {
      const step = await transaction(async (tx) => {
        await tx.events.lockChain()
        const { start, head } = await endsOf(tx)
        const rows = await tx.events.after(start.position, batch)
        const kept = rows.findIndex(({ at }) => at >= before)
        const old = kept === -1 ? rows : rows.slice(0, kept)
        const last = old.at(-1)
        if (!last) return 0
        await tx.events.deleteThrough(last.position)
        await setEnds(tx, { start: { position: last.position, hash: last.hash }, head })
        return old.length
      })
      pruned += step
      if (step < batch) break
    }
    return pruned
  }

  const rounds = makeInterval(settle)

  return {
    settle,
    verify,
    prune,
    /** Seals every so often, until stopped. A fault (a lost database) is told and the next round tries again. */
    start: rounds.start,
    /** Waits for the round under way. Safe twice, and before the start. */
    async stop(): Promise<void> {
      await rounds.stop()
      await (next ?? running)?.catch(() => {})
    },
  }
}

export type Sealer = ReturnType<typeof makeSealer>

async function endsOf(tx: SealerStores): Promise<Ends> {
  const stored = await tx.settings.get(ENDS)
  return stored === undefined ? { start: GENESIS, head: GENESIS } : JSON.parse(stored)
}

const setEnds = (tx: SealerStores, ends: Ends) => tx.settings.set(ENDS, JSON.stringify(ends))
