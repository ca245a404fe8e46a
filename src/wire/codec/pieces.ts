import { nextTurn } from './slices.ts'

const PIECE_BYTES = 64 * 1024
/** Between so many others get their turn. */
const BYTES_A_TURN = 256 * 1024

/** Bytes at hand, as a reader of arriving ones takes them: looking through many megabytes holds up nobody. */
export async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    if (at > 0 && at % BYTES_A_TURN === 0) await nextTurn()
    yield bytes.subarray(at, at + PIECE_BYTES)
  }
}
