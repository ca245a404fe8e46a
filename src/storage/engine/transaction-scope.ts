import { AsyncLocalStorage } from 'node:async_hooks'

const open = new AsyncLocalStorage<true>()

/** Runs `work` as a transaction's body. On SQLite a nested one would wait for itself for ever, so it throws on both. */
export function asTransaction<T>(work: () => Promise<T>): Promise<T> {
  return open.run(true, work)
}

export function refuseNestedTransaction(): void {
  if (open.getStore()) throw new Error('transaction() was opened inside transaction(): let the shared part take tx')
}
