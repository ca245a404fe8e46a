/** Who has, or waits for, a connection of this process to the database; of the embedded database, its writer. */
export type DatabaseLoad = {
  /** How many there may be. */
  readonly size: number
  readonly inUse: number
  readonly waiting: number
  /** The longest that a transaction waited, in the last one to two minutes. */
  readonly longestWaitMs: number
}
