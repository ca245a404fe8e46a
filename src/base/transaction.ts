/**
 * The one way to write: `within(async s => …)`. `s` is the set of stores bound to one transaction, `s.at` its instant.
 * Nothing outside the database is called inside it, and it never nests: what verbs share are steps that take `s`.
 */
export type Within<S> = <T>(work: (s: S & Moment) => Promise<T>) => Promise<T>

export type Moment = {
  /** The instant of the transaction, in milliseconds. */
  readonly at: number
}
