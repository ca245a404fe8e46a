/** A value as both databases have it. */
export type Cell = number | string | Uint8Array | null

/** A table as a backup holds it. */
export type BackupTable = {
  readonly name: string
  /** In the order of their names. */
  readonly columns: readonly string[]
  /** The largest number that it has given to a row, so that none is given twice; null where it gives none. */
  readonly identity: number | null
}

/** Bytes that belong to a row of `contents`, and where they lie. */
export type StoredContent = {
  readonly key: string
  readonly place: 'folder' | 'database'
  readonly size: number
  readonly sha256: string
}

/** A database as it was at one instant, whatever is written meanwhile. */
export interface Snapshot {
  /** In the database's own words, such as `SQLite 3.54.1`. */
  readonly database: string
  /** The newest migration that was applied; undefined where there is no schema. */
  readonly schema: { readonly number: number; readonly name: string } | undefined
  /** By name; neither the ledger of migrations nor the pieces of contents are among them. */
  readonly tables: readonly BackupTable[]
  /** A value of the table `settings`. */
  setting(name: string): Promise<string | undefined>
  /** In batches, in the order of the table's key, which is the same in both databases. */
  rows(table: Pick<BackupTable, 'name' | 'columns'>): AsyncIterable<Cell[][]>
  /** What is kept, by key. */
  contents(): AsyncIterable<StoredContent[]>
  /** A content that lies in the database. */
  pieces(key: string): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

/** An empty database that is being filled. Whatever happens before `finish`, no program opens it. */
export interface Filling {
  insert(table: BackupTable, rows: readonly (readonly Cell[])[]): Promise<void>
  /** A piece of a content that is to lie in the database. */
  addPiece(key: string, position: number, bytes: Uint8Array): Promise<void>
  /** Holds all rows to what refers to what, goes on with numbers where the tables were, and lets programs in. */
  finish(tables: readonly BackupTable[]): Promise<void>
  close(): Promise<void>
}

/** What a database can do for backups. */
export interface BackupStorage {
  snapshot(): Promise<Snapshot>
  /**
   * Makes the schema as it was under a number. Refuses a database that holds anything, but for what an earlier restore
   * began and did not end.
   */
  fill(schema: number): Promise<Filling>
}
