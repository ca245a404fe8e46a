import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack as openPack, type Pack } from 'tar-stream'
import type { Bytes } from '../../files/content.ts'

export type ArchiveWriter = {
  add(name: string, bytes: string | Uint8Array): Promise<void>
  /** Exactly so many bytes. */
  stream(name: string, size: number, bytes: Bytes): Promise<void>
}

/** A little less small and twice as fast as the usual 6. */
const LEVEL = 3

/** Everything that `fill` writes, as one file to `sink`; whole when it resolves. */
export async function writeArchive<T>(
  sink: Writable,
  at: Date,
  fill: (archive: ArchiveWriter) => Promise<T>,
): Promise<T> {
  const pack = openPack()
  const written = pipeline(pack, createGzip({ level: LEVEL }), sink)
  written.catch(() => {}) // told below, or by what was being written
  try {
    const value = await Promise.race([fill(writerOf(pack, at)), written.then(() => endedEarly())])
    pack.finalize()
    await written
    return value
  } catch (failure) {
    pack.destroy(failure instanceof Error ? failure : undefined)
    await written.catch(() => {})
    throw failure
  }
}

const endedEarly = (): never => {
  throw new Error('The place of the backup ended before the backup did')
}

function writerOf(pack: Pack, at: Date): ArchiveWriter {
  const header = (name: string, size: number) => ({ name, size, mtime: at, mode: 0o600 })
  return {
    add: (name, bytes) =>
      new Promise((resolve, reject) => {
        const buffer = Buffer.from(bytes as string)
        pack.entry(header(name, buffer.length), buffer, (failure) => (failure ? reject(failure) : resolve()))
      }),
    async stream(name, size, bytes) {
      let entry!: Writable
      const ended = new Promise<void>((resolve, reject) => {
        const sink: unknown = pack.entry(header(name, size), (failure) => (failure ? reject(failure) : resolve()))
        entry = sink as Writable
      })
      ended.catch(() => {})
      entry.on('error', () => {})
      for await (const piece of bytes)
        if (!entry.write(piece))
          await Promise.race([ended, new Promise<void>((resolve) => entry.once('drain', resolve))])
      entry.end()
      await ended
    },
  }
}
