import { tracing } from '../measuring/tracing.ts'
import type { Transaction } from '../transaction.ts'

/**
 * `transaction` as a span of whatever it is part of; what goes on by itself, such as looking for work, is no trace. Its body may run
 * in the turn of another, so it is told where it belongs.
 */
export const traced =
  <S>(transaction: Transaction<S>): Transaction<S> =>
  async (work) => {
    const trace = tracing()
    if (trace?.present() === undefined) return transaction(work)
    const span = trace.begin('transaction', {})
    try {
      const value = await transaction((tx) => span.within(() => work(tx)))
      span.end()
      return value
    } catch (failure) {
      span.end(failure)
      throw failure
    }
  }
