import { StorageFault } from '../../base/fault.ts'
import type { DatabaseLoad } from '../../base/measuring/database-load.ts'
import type { Sql, Value } from './sql.ts'

/**
 * What a store needs of a connection. Statements are cached by their text, so a store keeps the text constant and
 * varies the values only.
 */
export interface Queries {
  get<Row>(statement: Sql): Promise<Row | undefined>
  all<Row>(statement: Sql): Promise<Row[]>
  /** Answers how many rows were changed. */
  run(statement: Sql): Promise<number>
  /** For `INSERT … RETURNING id`. */
  insert(statement: Sql): Promise<number>
  readonly phrases: Phrases
}

/** The few places where the two databases want other words for the same thing. */
export interface Phrases {
  /** Ends a SELECT whose rows are about to be changed: nobody else changes them first. */
  readonly forUpdate: Sql
  /** The same, without the rows that somebody else has. */
  readonly forUpdateSkipLocked: Sql
  /** Ends a SELECT of rows that are about to be named by others: they are there until this transaction has ended. */
  readonly forKeyShare: Sql
  /** The database's own clock, in milliseconds. */
  readonly now: Sql
  /** A small number that connections seldom have in common. */
  readonly slot: Sql
  /** Whether a JSON list of numbers has this one. */
  holds(list: Sql, number: Sql): Sql
  /** The numbers of a JSON list of an earlier table, as one more table `x` of FROM with its column `value`. */
  elements(list: Sql): Sql
  /** The number of this transaction, which it has from now on: later ones have higher numbers. */
  readonly transactionNumber: Sql
  /** All transactions with a number below this one have ended, as this statement sees it. */
  readonly oldestTransaction: Sql
  /** Whether one statement can insert what another part of it inserted: `WITH a AS (INSERT …) INSERT … SELECT … FROM a`. */
  readonly insertsInWith: boolean
  /** `id IN these`, with one statement text for any number of ids. */
  inIntegers(ids: readonly number[]): Sql
  /** A row for each of them, in their order: `given.value`. */
  integers(numbers: readonly number[]): Sql
  /** A name from a list of texts, with one statement text for any number of them. */
  inTexts(texts: readonly string[]): Sql
  /** Run first in a transaction: whoever names the same thing waits until this transaction has ended. */
  oneAtATime(name: string): Sql
  /**
   * Holds what `things` selects (`id`, and `alone` as 0 or 1) until the transaction ends: several transactions may hold
   * the same thing, but one that holds it alone. Ids are numbers within a `space` of the caller's choice.
   */
  hold(space: number, things: Sql): Sql
  /** Selects the `id` of those things that nobody else holds, and holds them alone. */
  tryHoldAlone(space: number, ids: readonly number[]): Sql
  /** Rows to be joined with, named `given`: in pieces, one statement each, with few statement texts. */
  given<Row>(columns: RowColumns<Row>, rows: readonly Row[]): Sql[]
  /** The rows of a small query for each of the given rows, whose columns it is told: in pieces, as above. */
  forEachGiven<Row, C extends RowColumns<Row>>(
    columns: C,
    rows: readonly Row[],
    query: (given: GivenColumns<C>) => Sql,
  ): Sql[]
  /** Tells whoever listens on the channel once this transaction is on disk. Nobody may. */
  notify(channel: string): Sql
  /** Selects the `identity` of this database: no copy has it, but for one of the whole cluster. Null where it lies in a file. */
  readonly identity: Sql
  /** A statement: numbers given to the table's rows from now on are larger than this one, which a row brought along. */
  passIdentity(table: string, id: number): Sql
}

/** The columns of rows that a statement takes along, and what stands in them. */
export type RowColumns<Row> = Readonly<Record<string, readonly ['BIGINT' | 'TEXT', (row: Row) => Value]>>
export type GivenColumns<C> = { readonly [Name in keyof C]: Sql }

export interface Database {
  /** Reads outside a transaction: each statement sees one snapshot of its own, and all that was acknowledged before. */
  readonly reader: Queries
  /**
   * One transaction, on disk when the promise resolves. Nothing outside the database is awaited inside it, and it never
   * nests: what verbs share are functions that take the stores.
   */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  /** The rows of one statement in batches, from one snapshot, with flat memory and off the main thread's time. */
  stream<Row>(statement: Sql, batchSize?: number): AsyncIterable<Row[]>
  /** Runs a text of many statements, and then `ledger`, in one transaction. */
  script(text: string, ledger: Sql): Promise<void>
  /** Holds off every other starter while `work` runs. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** For migrations and the schema dump only: nobody else asks which. */
  readonly dialect: Dialect
  /** The server's own words for `check` and the status page, such as `SQLite 3.54.1`. */
  version(): Promise<string>
  /** What its server is set to. */
  surroundings(): Promise<DatabaseSurroundings>
  load(): DatabaseLoad
  /** Throws a `StorageFault` where it cannot do its work. */
  requireReady(): Promise<void>
  close(): Promise<void>
}

export type DatabaseSurroundings = {
  /** Settings such as `fsync = off`, under which a power cut takes what was acknowledged. */
  unsafe: string[]
  /** How many connections it lets everybody have; undefined where there are none to share. */
  connections: number | undefined
}

/** What each engine makes by itself. */
export type EngineDatabase = Omit<Database, 'requireReady'>

export type Dialect = 'sqlite' | 'postgres'

/** One data folder of the embedded database belongs to one process. */
export class FolderInUse extends StorageFault {
  constructor(dataDir: string) {
    super(`Opening ${dataDir}`, 'busy', {
      hint: 'another process uses this data folder: stop it, or name another --data-dir',
    })
    this.name = 'FolderInUse'
  }
}
