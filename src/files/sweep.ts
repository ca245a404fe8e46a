import { type FileParts, PATIENCE_MS } from './parts.ts'

const AT_ONCE = 100

type Parts = Pick<FileParts, 'read' | 'transaction' | 'clock' | 'places' | 'alone'>

/** Takes away the bytes that nothing refers to: of deleted records, of uploads that were cut off. */
export function makeSweeper({ read, transaction, clock, places, alone }: Parts) {
  async function sweep(before = clock.now() - PATIENCE_MS, stopping: () => boolean = () => false): Promise<number> {
    let swept = 0
    for (;;) {
      const rows = await read.files.unneeded(before, AT_ONCE)
      let gone = 0
      for (const { id, key, ...row } of rows) {
        const place = places[row.place]
        if (!place || !(await transaction((tx) => tx.files.giveUp(id, before)))) continue
        await place.delete(key)
        await transaction((tx) => tx.files.forget(id))
        gone++
      }
      swept += gone
      if (gone === 0 || rows.length < AT_ONCE || stopping()) return swept
    }
  }

  return {
    sweep,

    /** At the start, what a killed process left half done. Beside others only what nobody was heard of for a while. */
    async start(): Promise<void> {
      await sweep(alone ? Number.MAX_SAFE_INTEGER : undefined)
    },
  }
}
