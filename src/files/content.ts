/** Bytes that were stored once and do not change. Names and types belong to whoever refers to them. */
export type Content = { id: number; size: number /** In hexadecimal. */; sha256: string }

export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/**
 * Where bytes lie: a folder, the database, later an object store. A key is written once and is never a name that
 * somebody chose.
 */
export interface ContentPlace {
  /** Everything of `bytes`, safe when the promise resolves. What a failure leaves behind, `delete` takes away. */
  write(key: string, bytes: Bytes): Promise<void>
  /** A piece at a time. Throws before the first one when there is no such content. */
  read(key: string): AsyncIterable<Uint8Array>
  /** Also of what was half written, or never. */
  delete(key: string): Promise<void>
}

export type PlaceName = 'folder' | 'database'
