import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { MalformedRequest } from './codec/malformed.ts'
import { incomingBody } from './incoming-body.ts'

const requestWith = (...pieces: string[]) => {
  const request = new Readable({ read() {} })
  for (const piece of pieces) request.push(piece)
  return request
}
const bodyOf = (request: Readable) => incomingBody(request as unknown as IncomingMessage)

test('a body whose sender went away half way is refused, and no fault', async () => {
  const request = requestWith('{"params":')
  const body = bodyOf(request)[Symbol.asyncIterator]()
  expect(String((await body.next()).value)).toBe('{"params":')
  const next = body.next()
  request.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))
  await expect(next).rejects.toThrow(new MalformedRequest('The body was cut off'))
})

test('what nobody took goes by, also where somebody took the beginning', async () => {
  const request = requestWith('one')
  const body = bodyOf(request)
  await body[Symbol.asyncIterator]().next()
  body.passRest()
  const ended = new Promise((resolve) => request.once('end', resolve))
  request.push('two')
  request.push(null)
  await ended
})
