import type { FastifyReply } from 'fastify'
import type { Log } from '../../base/log.ts'
import { sendChunks } from '../send-chunks.ts'
import type { LongAnswer } from './action.ts'
import type { FormatName } from './codec/formats.ts'
import { CONTENT_TYPE, openFormat } from './formats.ts'

/** Sends an answer row by row. */
export const sendLong = (
  reply: FastifyReply,
  log: Log,
  format: FormatName,
  answer: LongAnswer,
  action: string,
): Promise<FastifyReply> => sendChunks(reply, log, CONTENT_TYPE[format], render(format, answer, action), { action })

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
