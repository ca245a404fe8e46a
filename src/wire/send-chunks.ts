import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Log } from '../base/log.ts'
import { hasten } from './connections/connection.ts'

/**
 * Sends an answer piece by piece. A fault in the first piece is thrown, for a proper answer; once the answer has begun, a
 * fault cuts the connection, as a slow reader does: half an answer never looks like a whole one.
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
      for (let chunk = first; !chunk.done; chunk = await chunks.next()) yield chunk.value
    } catch (fault) {
      log.error({ err: fault, ...facts }, 'answer cut: it failed when it had begun')
      resetOld(reply)
      throw fault
    } finally {
      await chunks.return(undefined)
    }
  }
  // The pieces come from a snapshot that holds a connection to the database.
  hasten(reply.raw)
  return reply.header('content-type', type).send(Readable.from(sent(), { objectMode: false }))
}

/** To HTTP/1.0 the end of the connection is the end of the document. TLS has an end mark of its own. */
function resetOld({ raw: { socket }, request }: FastifyReply): void {
  if (request.raw.httpVersion === '1.0' && socket && !('encrypted' in socket)) socket.resetAndDestroy()
}
