import type { Transaction } from '../../src/base/transaction.ts'
import { GENESIS, type Link, linkTo, type Misfit } from '../../src/events/chain.ts'
import type { ChainStores } from '../../src/events/ends.ts'

const ENDS = 'events.chain'
type Ends = { start: Link; head: Link }

/** The chain as it was before it had a key, for what is older than that. */
export function chainVersion1({ read, transaction }: { read: ChainStores; transaction: Transaction<ChainStores> }) {
  const endsOf = async ({ settings }: Pick<ChainStores, 'settings'>): Promise<Ends> =>
    JSON.parse((await settings.get(ENDS)) ?? JSON.stringify({ start: GENESIS, head: GENESIS }))

  return {
    settle: () =>
      transaction(async (tx) => {
        const { start, head } = await endsOf(tx)
        let last = head
        const sealed = (await tx.events.unsealed(100_000)).map((event) => {
          last = linkTo(last, event, undefined)
          return { id: event.id, ...last }
        })
        await tx.events.seal(sealed)
        await tx.settings.set(ENDS, JSON.stringify({ start, head: last }))
      }),

    async verify(): Promise<({ intact: true } & Ends) | ({ intact: false } & Misfit)> {
      const { start, head } = await endsOf(read)
      let last = start
      for (const row of await read.events.after(start.position, 100_000)) {
        const expected = linkTo(last, row, undefined)
        if (row.position !== expected.position) return { intact: false, position: expected.position, why: 'missing' }
        if (row.hash !== expected.hash) return { intact: false, position: expected.position, why: 'altered' }
        last = expected
      }
      if (last.position < head.position) return { intact: false, position: last.position + 1, why: 'missing' }
      return last.hash === head.hash
        ? { intact: true, start, head }
        : { intact: false, position: last.position, why: 'altered' }
    },

    prune: (before: number) =>
      transaction(async (tx) => {
        const { start, head } = await endsOf(tx)
        const old = (await tx.events.after(start.position, 100_000)).filter(({ at }) => at < before)
        const last = old.at(-1)
        if (!last) return
        await tx.events.deleteThrough(last.position)
        await tx.settings.set(ENDS, JSON.stringify({ start: { position: last.position, hash: last.hash }, head }))
      }),
  }
}
