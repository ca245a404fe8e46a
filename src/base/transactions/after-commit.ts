import type { Transaction, Tx } from '../transaction.ts'

/** Looks on at one transaction: `tx` is what its body gets instead, `committed` is called when all of it is on disk. */
export type Observer<S> = (tx: Tx<S>) => { tx: Tx<S>; committed(): void }

/** `transaction` at which somebody looks on. Of one that is rolled back nothing is told. */
export function observed<S>(transaction: Transaction<S>, observe: Observer<S>): Transaction<S> {
  return async (work) => {
    let committed = () => {}
    const value = await transaction((tx) => {
      const observing = observe(tx)
      committed = observing.committed
      return work(observing.tx)
    })
    committed()
    return value
  }
}
