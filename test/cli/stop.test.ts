import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { makeClient } from '../../client/src/index.ts'
import { readDemo } from '../../src/demo/seed.ts'
import type { DemoCredentials } from '../../src/demo/stores.ts'
import { freshFolder, startServer } from '../support/command.ts'

/** More than sockets hold. */
const LARGE = 32 * 1024 * 1024
const PASSWORD = 'open sesame'

const STOPPING = /stopping when the open requests have ended/

/** A bare connection that has said this; `text` is what came back until it was closed. */
async function dial(url: string, said: string): Promise<{ socket: Socket; text: Promise<string> }> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  socket.write(said)
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk)).on('error', () => {})
  const text = once(socket, 'close').then(() => Buffer.concat(chunks).toString('latin1'))
  return { socket, text }
}

const heard = async ({ socket }: { socket: Socket }, pattern: RegExp) => {
  for (let seen = ''; !pattern.test(seen); ) seen += String((await once(socket, 'data'))[0])
}

test('connections without a whole request hold up no stop', async () => {
  const { url, stop } = await startServer(['--data-dir', freshFolder()])
  const silent = await dial(url, '')
  const halfHead = await dial(url, 'GET /healthz HTTP/1.1\r\nHos')
  const halfBody = await dial(
    url,
    'POST /includes/api.php HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n' +
      'Content-Length: 100\r\nExpect: 100-continue\r\n\r\na=b',
  )
  await heard(halfBody, /100 Continue/)
  const idle = await dial(url, 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
  await heard(idle, /"ok"/)
  expect(await stop()).toMatchObject({ code: 0 })
  expect(await silent.text).toBe('')
  expect(await halfHead.text).toBe('')
  expect(await halfBody.text).toBe('HTTP/1.1 100 Continue\r\n\r\n')
  expect(await idle.text).toMatch(/^HTTP\/1\.1 200 .*"ok"\}$/s)
})

test('who does not read an answer holds up no stop, and a worker that waits is sent away', async () => {
  const folder = freshFolder()
  const { url, stop } = await startServer(['--demo', '--stop-seconds', '3', '--data-dir', folder])
  const { token } = readDemo(folder) as DemoCredentials
  const client = makeClient({ baseUrl: url, token })
  const file = await client.files.upload({ projectId: 219, filename: 'large.bin' }, Buffer.alloc(LARGE))
  const reader = await dial(url, '')
  reader.socket.pause()
  reader.socket.write(
    `GET /api/v1/files/${file.id}/content HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  )
  await once(reader.socket, 'readable')

  const { account } = await client.outbound.accounts.create({ cloudId: '1-2-0', username: 'ann' })
  await client.outbound.services.put(account.id, 'calls', { kind: 'uas', runner: 'worker', password: PASSWORD })
  const post = (path: string, body: object) =>
    fetch(`${url}/api/v1/outbound/work/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`1-2-0/ann/calls:${PASSWORD}`)}` },
      body: JSON.stringify(body),
    })
  const { session } = (await (await post('open', { worker: 'one' })).json()) as { session: string }
  const taking = post('take', { session, waitMs: 25_000 })
  await (await post('heartbeat', { session })).text()
  const ended = stop()
  const taken = await taking
  expect([taken.status, taken.headers.get('connection'), await taken.json()]).toEqual([200, 'close', { items: [] }])
  expect(await ended).toMatchObject({ code: 0 })
})

test('while balancers notice, it is not ready and answers everything all the same', async () => {
  const { url, signal, says, ended } = await startServer(['--drain-seconds', '600', '--data-dir', freshFolder()])
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  signal('SIGTERM')
  await says(STOPPING)
  const ready = await fetch(`${url}/readyz`)
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { status: 'not ready', reason: 'The server is being stopped' },
  ])
  const health = await fetch(`${url}/healthz`)
  expect([health.status, health.headers.get('connection')]).toEqual([200, 'close'])
  expect((await fetch(`${url}/includes/api.php?action=GetClients&responsetype=json`)).status).toBe(403)
  signal('SIGTERM')
  expect(await ended).toMatchObject({ code: 1 })
})

test('a signal that comes once more from the launcher is the same one', async () => {
  const { url, signal, says, ended } = await startServer(['--data-dir', freshFolder()], { launched: true })
  const half = await dial(
    url,
    'POST /api/v1/projects HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n',
  )
  await heard(half, /100 Continue/)
  signal('SIGTERM')
  await says(STOPPING)
  signal('SIGTERM')
  expect(await ended).toMatchObject({ code: 0 })
})
