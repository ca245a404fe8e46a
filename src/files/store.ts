import type { Content, PlaceName } from './content.ts'

/**
 * `arriving` until all of it is stored, `arrived` until something refers to it, `kept` as long as something does,
 * `dropped` from then on.
 */
type ContentState = 'arriving' | 'arrived' | 'kept' | 'dropped'

export type ContentRow = Content & { place: PlaceName; key: string; state: ContentState }

/** What lies where. The row comes before the bytes and goes after them, so none are ever forgotten. */
export interface FileStore {
  announce(place: PlaceName, key: string, at: number): Promise<number>
  /** Says that it is still arriving; false when it was given up meanwhile. */
  touch(id: number, at: number): Promise<boolean>
  /** False when it was given up meanwhile. */
  complete(id: number, facts: Pick<Content, 'size' | 'sha256'>, at: number): Promise<boolean>
  get(id: number): Promise<ContentRow | undefined>
  /** How many of them had arrived and are kept from now on. */
  keep(ids: readonly number[]): Promise<number>
  drop(ids: readonly number[]): Promise<void>
  /** Some of what nobody needs: dropped, or not referred to and untouched since `before`. */
  unneeded(before: number, limit: number): Promise<ContentRow[]>
  /** Ends what is still unneeded, so that nobody keeps it while its bytes go. */
  giveUp(id: number, before: number): Promise<boolean>
  forget(id: number): Promise<void>

  /** The bytes of those in the database, in pieces from 0. */
  addPiece(key: string, position: number, bytes: Uint8Array): Promise<void>
  piece(key: string, position: number): Promise<Uint8Array | undefined>
  deletePieces(key: string): Promise<void>
}
