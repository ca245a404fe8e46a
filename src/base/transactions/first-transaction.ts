import { AsyncLocalStorage } from 'node:async_hooks'
import type { Transaction, Tx } from '../transaction.ts'

/** Stands around the work of a transaction, inside of it. */
type Around<S> = <T>(tx: Tx<S>, work: () => Promise<T>) => Promise<T>

/** What stands around the first transaction that is made while `run` goes on; `done` once that is committed. */
export type FirstTransaction<S> = { readonly around: Around<S>; done: boolean }

/**
 * What a caller asks for beside what a verb does (that it is done once, that nobody changed the record before) has to be
 * true in the transaction of the verb, which knows nothing of it.
 */
export function makeFirstTransaction<S>() {
  const asked = new AsyncLocalStorage<FirstTransaction<S>>()
  return {
    /** Runs `work`; the first transaction in it has `around` around it. */
    run: <T>(first: FirstTransaction<S>, work: () => Promise<T>): Promise<T> => asked.run(first, work),

    /** `transaction`, with whatever is asked of it. */
    heeding:
      (transaction: Transaction<S>): Transaction<S> =>
      async (work) => {
        const first = asked.getStore()
        if (!first || first.done) return transaction(work)
        const value = await transaction((tx) => first.around(tx, () => work(tx)))
        first.done = true
        return value
      },
  }
}
