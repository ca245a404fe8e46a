import { makeInterval } from '../base/interval.ts'
import type { Transaction } from '../base/transaction.ts'
import { anchorText } from './anchor.ts'
import { linkTo } from './chain.ts'
import { type ChainStores, readEnds, recoverEnds, writeEnds } from './ends.ts'
import { type ChainVerdict, type PartVerdict, verifyChain, verifyPart } from './verify.ts'

type Parts = {
  read: ChainStores
  transaction: Transaction<ChainStores>
  /** What rows are sealed under. It is kept sealed itself, and never changes. */
  key: Buffer
  batch?: number
}

/** So long after a commit it is sealed: readers have it well before they would ask again. */
const SOON_MS = 40

/** Through where the chain was cut, and its last position. */
export type ChainBounds = { readonly start: number; readonly head: number }

/**
 * Gives committed events their order and hash. Ids can commit out of order, and a chain inside the transactions would
 * make every process wait for every other, so it is done afterwards: readers see only what is sealed. Any number of
 * processes may run one; they take turns.
 */
export function makeSealer({ read, transaction, key, batch = 1000 }: Parts) {
  const listeners: ((head: number) => void)[] = []
  let onFault: (fault: unknown) => void = () => {}
  let soon: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  /** As they are stored, or as the rows show where somebody else wrote them. */
  const endsOf = async (stores: ChainStores) => (await readEnds(stores, key)) ?? (await recoverEnds(stores))

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
    while (true) {
      const { rows, head } = await sealBatch()
      if (rows > 0) for (const told of listeners) told(head)
      if (rows < batch) return
    }
  }

  const sealBatch = () =>
    transaction(async (tx) => {
      await tx.events.lockChain()
      const events = await tx.events.unsealed(batch)
      if (events.length === 0) return { rows: 0, head: 0 }
      const ends = await endsOf(tx)
      let last = ends.head
      const sealed = events.map((event) => {
        last = linkTo(last, event, key)
        return { id: event.id, ...last }
      })
      await tx.events.seal(sealed)
      await writeEnds(tx, key, { ...ends, head: last })
      return { rows: events.length, head: last.position }
    })

  async function bounds(): Promise<ChainBounds> {
    const { start, head } = await endsOf(read)
    return { start: start.position, head: head.position }
  }

  /** The end of the chain as it is now, with all that was committed before. */
  async function anchor(): Promise<string> {
    await settle()
    const { head } = await endsOf(read)
    return anchorText(key, head)
  }

  const verify = (anchors: readonly string[] = []): Promise<ChainVerdict> => verifyChain({ read, key, batch }, anchors)

  const verifyBehind = (after: number, most: number): Promise<PartVerdict> =>
    verifyPart({ read, key, batch }, after, most)

  /**
   * Removes rows from the start of the chain up to the first one that is not older than `before`, in steps between which
   * `stopping` may end it; answers how many.
   */
  async function prune(before: number, stopping: () => boolean = () => false): Promise<number> {
    let pruned = 0
    while (!stopping()) {
      const step = await transaction(async (tx) => {
        await tx.events.lockChain()
        const ends = await endsOf(tx)
        const rows = await tx.events.after(ends.start.position, batch)
        const kept = rows.findIndex(({ at }) => at >= before)
        const old = kept === -1 ? rows : rows.slice(0, kept)
        const last = old.at(-1)
        if (!last) return 0
        await tx.events.deleteThrough(last.position)
        await writeEnds(tx, key, { ...ends, start: { position: last.position, hash: last.hash } })
        return old.length
      })
      pruned += step
      if (step < batch) break
    }
    return pruned
  }

  const rounds = makeInterval(settle)
  let isStopped = true

  return {
    settle,
    bounds,
    /** `told` hears of the last position that this process sealed, each time it did. */
    tell(told: (head: number) => void): void {
      listeners.push(told)
    },
    /** Somebody has committed: what comes within a moment is sealed together. */
    sealSoon(): void {
      if (soon || isStopped) return
      soon = setTimeout(() => {
        soon = undefined
        settle().catch(onFault)
      }, SOON_MS)
    },
    anchor,
    /** Walks the whole chain and names the first place that is not as it was sealed, or as an anchor says. */
    verify,
    /** Walks so many rows behind a place, for who walks the whole in parts. */
    verifyBehind,
    prune,
    /** Seals every so often, until stopped. A fault (a lost database) is told and the next round tries again. */
    start(everyMs: number, told: (fault: unknown) => void): void {
      onFault = told
      isStopped = false
      rounds.start(everyMs, told)
    },
    /** Waits for the round under way. Safe twice, and before the start. */
    async stop(): Promise<void> {
      isStopped = true
      clearTimeout(soon)
      soon = undefined
      await rounds.stop()
      await (next ?? running)?.catch(() => {})
    },
  }
}

export type Sealer = ReturnType<typeof makeSealer>
