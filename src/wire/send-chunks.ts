import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Log } from '../log.ts'

/** How long a reader may take over one piece. They come from a snapshot that holds a database connection. */
const LONGEST_PAUSE_MS = 30_000

/**
 * Sends an answer piece by piece. A fault in the first piece is thrown, for a proper answer; once the answer has begun, a
 * fault or a reader that stands still cuts the connection: half an answer never looks like a whole one.
 */
export async function sendChunks(
  reply: FastifyReply,
  log: Log,
  type: string,
  chunks: AsyncGenerator<string, void>,
  about: Readonly<Record<string, unknown>>,
): Promise<FastifyReply> {
  const facts = { requestId: reply.request.id, ...about }
  const first = await chunks.next()

  async function* sent(): AsyncGenerator<string> {
    try {
      for (let chunk = first; !chunk.done; chunk = await chunks.next()) {
        const timer = setTimeout(() => {
          log.warn(facts, 'answer cut: nobody reads it')
          reply.raw.destroy()
        }, LONGEST_PAUSE_MS)
        try {
          yield chunk.value
        } finally {
          clearTimeout(timer)
        }
      }
    } catch (fault) {
      log.error({ err: fault, ...facts }, 'answer cut: it failed when it had begun')
      throw fault
    } finally {
      await chunks.return(undefined)
    }
  }
  return reply.header('content-type', type).send(Readable.from(sent(), { objectMode: false }))
}
