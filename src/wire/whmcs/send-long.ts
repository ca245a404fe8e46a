import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Log } from '../../log.ts'
import type { LongAnswer } from './action.ts'
import type { FormatName } from './codec/formats.ts'
import { CONTENT_TYPE, openFormat } from './formats.ts'

/** How long a reader may take over one batch of rows. They come from a snapshot that holds a database connection. */
const LONGEST_PAUSE_MS = 30_000

/**
 * Sends an answer row by row. A fault in the first batch is thrown, for a proper answer; once the answer has begun, a
 * fault or a reader that stands still cuts the connection: half an answer never looks like a whole one.
 */
export async function sendLong(
  reply: FastifyReply,
  log: Log,
  format: FormatName,
  answer: LongAnswer,
  action: string,
): Promise<FastifyReply> {
  const facts = { requestId: reply.request.id, action }
  const chunks = render(format, answer, action)
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
  return reply.header('content-type', CONTENT_TYPE[format]).send(Readable.from(sent(), { objectMode: false }))
}

async function* render(format: FormatName, answer: LongAnswer, action: string): AsyncGenerator<string, void> {
  const list = openFormat(format, action).openList({ result: 'success', ...answer.before }, answer.path)
  let index = 0
  let head = list.head
  for await (const rows of answer.rows) {
    yield head + rows.map((row) => list.item(row, index++)).join('')
    head = ''
  }
  yield head + list.tail({}, index)
}
