import { once } from 'node:events'
import type { Socket } from 'node:net'
import { expect, test } from 'vitest'
import {
  ask,
  closed,
  dial,
  encoded,
  exchange,
  FORM_TYPE,
  listen,
  post,
  queueForm,
} from '../../../test/support/listening.ts'

const MEGABYTE = 1024 * 1024
const TOO_LARGE = '{"result":"error","message":"Request too large"}'
const head = 'POST /billing/includes/api.php HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n'

test('a body of 50 MB is refused in the form of the face before it is sent', async () => {
  const app = await listen()
  const answer = await exchange(app, `${head}Content-Length: ${50 * MEGABYTE}\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1.1 413 /)
  expect(answer).toMatch(/content-type: application\/json; charset=utf-8/i)
  expect(answer.endsWith(TOO_LARGE)).toBe(true)
})

test('one that is sent all the same is not read', async () => {
  const app = await listen()
  const { client, server } = await dial(app)
  client.write(`${head}Content-Length: ${50 * MEGABYTE}\r\n\r\n`)
  client.write(Buffer.alloc(50 * MEGABYTE, 'x'))
  await Promise.all([closed(server), closed(client)])
  expect(server.bytesRead).toBeLessThan(5 * MEGABYTE)
})

test('one in chunks is read up to the limit and no further', async () => {
  const app = await listen()
  const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x10000, 'x'), Buffer.from('\r\n')])
  const { client, server } = await dial(app)
  client.write(`${head}Transfer-Encoding: chunked\r\n\r\n`)
  const ended = Promise.all([closed(server), closed(client)])
  const [answer] = await Promise.all([once(client, 'data'), send(client, chunk, 50 * MEGABYTE)])
  await ended
  expect(String(answer[0])).toMatch(/^HTTP\/1.1 413 /)
  expect(server.bytesRead).toBeGreaterThan(16 * MEGABYTE)
  expect(server.bytesRead).toBeLessThan(21 * MEGABYTE)
})

test('others are answered while twenty of them come in', async () => {
  const app = await listen()
  const uploads = Array.from({ length: 20 }, () =>
    ask(app, { method: 'POST', headers: FORM_TYPE, body: Buffer.alloc(50 * MEGABYTE, 'x') }),
  )
  expect((await post(app, queueForm(app))).status).toBe(200)
  expect((await Promise.all(uploads)).map(({ status, body }) => [status, body])).toEqual(
    uploads.map(() => [413, TOO_LARGE]),
  )
})

test('the limit is a setting, to the byte', async () => {
  const app = await listen({ bodyLimitMb: '1' })
  const form = `${encoded(queueForm(app))}&padding=`
  const sized = (size: number) => form + 'x'.repeat(size - form.length)
  const sent = (size: number) => ask(app, { method: 'POST', headers: FORM_TYPE, body: sized(size) })
  expect((await sent(MEGABYTE)).status).toBe(200)
  expect((await sent(MEGABYTE + 1)).status).toBe(413)
})

/** Writes chunk after chunk until there are so many bytes, or the other side has answered. */
async function send(client: Socket, chunk: Buffer, bytes: number): Promise<void> {
  const ended = closed(client)
  let answered = false
  client.once('data', () => {
    answered = true
  })
  for (let sent = 0; sent < bytes && client.writable && !answered; sent += chunk.length) {
    if (!client.write(chunk)) await Promise.race([new Promise((resolve) => client.once('drain', resolve)), ended])
    // Read before the next write: one into a socket that the other side has closed throws its answer away.
    await new Promise(setImmediate)
  }
}
