import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { MalformedRequest } from '../codec/malformed.ts'
import { incomingBody } from './incoming-body.ts'

const requestWith = (...pieces: string[]) => {
  const request = Object.assign(new Readable({ read() {} }), { headers: {} })
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

test('what was peeked at comes again, and nothing is read that nobody asked for', async () => {
  const request = requestWith('one', 'two', 'three')
  const body = bodyOf(request)
  const peeked = await body.peek(4)
  expect([String(peeked.bytes), peeked.isWhole]).toEqual(['onetwo', false])
  expect(request.readableLength).toBe(5)
  request.push(null)
  const rest: string[] = []
  for await (const piece of body) rest.push(String(piece))
  expect(rest).toEqual(['onetwo', 'three'])
  expect(await body.peek(1)).toEqual({ bytes: Buffer.alloc(0), isWhole: true })
})

test('a body that ends before what was asked for is whole', async () => {
  const request = requestWith('one')
  request.push(null)
  expect(await bodyOf(request).peek(100)).toEqual({ bytes: Buffer.from('one'), isWhole: true })
})

test('what nobody took goes by, also where somebody took the beginning', async () => {
  const request = requestWith('one')
  const body = bodyOf(request)
  await body.peek(1)
  body.passRest(100)
  const ended = new Promise((resolve) => request.once('end', resolve))
  request.push('two')
  request.push(null)
  await ended
})

test('more than is let go by ends the connection', async () => {
  const request = requestWith('one')
  const body = bodyOf(request)
  const closed = new Promise((resolve) => request.once('close', resolve))
  body.passRest(5)
  request.push('two')
  await closed
})
