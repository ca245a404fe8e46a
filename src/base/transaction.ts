/**
 * The one way to write: `transaction(async (tx) => …)`. Nothing outside the database is called inside it, and it never
 * nests: what verbs share are functions that take `tx`.
 */
export type Transaction<S> = <T>(work: (tx: Tx<S>) => Promise<T>) => Promise<T>

/** The stores bound to one transaction, all or nothing, and its instant in milliseconds. */
export type Tx<S> = S & { readonly at: number }
