import { troubleOf } from '../base/trouble/trouble.ts'
import { FileRefused } from './refused.ts'

/** The same bytes, of which the first ones are there. */
export async function begun(
  bytes: AsyncIterable<Uint8Array>,
  size: number,
  key: string,
): Promise<AsyncIterable<Uint8Array>> {
  const pieces = bytes[Symbol.asyncIterator]()
  const first = await pieces.next().catch((cause: unknown) => {
    throw isMissing(cause) ? lost(key) : cause
  })
  if (first.done && size > 0) throw lost(key)
  return (async function* () {
    try {
      for (let piece = first; !piece.done; piece = await pieces.next()) yield piece.value
    } finally {
      // Whoever stops reading leaves no file open.
      await pieces.return?.()
    }
  })()
}

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' && troubleOf(cause) === undefined

const lost = (key: string): FileRefused =>
  new FileRefused('file_lost', `The bytes of this file are gone (${key}): restore files/ from a backup`, { key })
