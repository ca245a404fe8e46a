import { makeCounts } from '../base/measuring/counts.ts'
import type { Observer } from '../base/transactions/after-commit.ts'
import type { BulkStores } from './parts.ts'
import type { EndedItem } from './store.ts'

/** What became of items of bulk actions in this process. */
export const bulkItems = makeCounts(['succeeded', 'failed', 'skipped'])

/** Counts the items that a transaction ended, once that is on disk. */
export const countItems: Observer<BulkStores> = (tx) => {
  const ended: EndedItem['state'][] = []
  const bulk: BulkStores['bulk'] = {
    ...tx.bulk,
    end(id, items, at) {
      for (const { state } of items) ended.push(state)
      return tx.bulk.end(id, items, at)
    },
  }
  return {
    tx: { ...tx, bulk },
    committed() {
      for (const state of ended) bulkItems.add(state)
    },
  }
}
