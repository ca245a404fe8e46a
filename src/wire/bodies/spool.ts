import { mkdir, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { StorageFault } from '../../base/fault.ts'
import { randomToken } from '../../base/ids.ts'
import { troubleOf } from '../../base/trouble/trouble.ts'
import { MalformedRequest } from '../codec/malformed.ts'

const READ_BYTES = 256 * 1024

/** A file for bytes that must not wait in memory. It has no name any more, so it goes with the process at the latest. */
export type Spool = {
  size(): number
  write(piece: Uint8Array): Promise<void>
  /** From the beginning, as often as it is wanted. */
  read(): AsyncIterable<Uint8Array>
  whole(): Promise<Buffer>
  close(): void
}

export async function openSpool(folder: string): Promise<Spool> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, randomToken(16))
  const file = await open(path, 'wx+', 0o600)
  await unlink(path)
  let size = 0
  let isClosed = false

  async function* read(): AsyncGenerator<Uint8Array, void> {
    for (let at = 0; at < size; ) {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(READ_BYTES, size - at)), {
        position: at,
      })
      if (bytesRead === 0) throw shorter()
      at += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  }

  return {
    size: () => size,
    async write(piece) {
      try {
        await file.appendFile(piece)
      } catch (cause) {
        // It is closed when the sender is gone.
        if (isClosed) throw new MalformedRequest('The body was cut off', { cause })
        throw new StorageFault('Keeping a request body on disk', troubleOf(cause) ?? 'disk', { cause })
      }
      size += piece.length
    },
    read,
    async whole() {
      const bytes = Buffer.allocUnsafe(size)
      for (let at = 0; at < size; ) {
        const { bytesRead } = await file.read(bytes, at, Math.min(READ_BYTES, size - at), at)
        if (bytesRead === 0) throw shorter()
        at += bytesRead
      }
      return bytes
    },
    close() {
      isClosed = true
      file.close().catch(() => undefined)
    },
  }
}

const shorter = () => new Error('A spooled body is shorter than what was written')
