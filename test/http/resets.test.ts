import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { encoded, type Listening, listen, queueForm } from '../support/listening.ts'
import { tlsFile } from '../support/tls/files.ts'

const tls = { tlsCert: tlsFile('cert.pem'), tlsKey: tlsFile('key.pem') }
const ca = readFileSync(tlsFile('cert.pem'))

/** What was sent when the other side goes. */
function stages(app: Listening): string[] {
  const form = encoded(queueForm(app))
  const type = 'Content-Type: application/x-www-form-urlencoded\r\n'
  const post = `POST /includes/api.php HTTP/1.1\r\nHost: x\r\n${type}Content-Length: ${form.length}\r\n\r\n`
  const { username, passwordMd5 } = app.demo.wbteampro
  const upload = `/modules/addons/wbteampro/api.php/v1/files/json?username=${username}&password=${passwordMd5}&project_id=100`
  return [
    '',
    'GE',
    'GET / HTTP/1.1\r\nHo',
    post,
    post + form.slice(0, 10),
    post + form,
    post + form + post + form.slice(0, 5),
    `no request\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(50_000)}`,
    `POST ${upload} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 9999999\r\n\r\n--B\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n${'x'.repeat(100_000)}`,
    'GET /api/v1/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n',
    'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n',
  ]
}

/** Nothing that escapes is heard by the runner alone. */
function hearEscapes(): unknown[] {
  const escaped: unknown[] = []
  const hear = (fault: unknown) => escaped.push(fault)
  for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, hear)
  onTestFinished(() => {
    for (const event of ['uncaughtException', 'unhandledRejection']) process.off(event, hear)
  })
  return escaped
}

const open = (port: number) => connect(port, '127.0.0.1').on('error', () => {})

async function goneFrom(app: Listening): Promise<void> {
  while (app.http.connections.open() > 0) await turn()
}

test.each([
  ['plain', {}],
  ['TLS', tls],
])('a caller may reset the connection at any moment: %s', async (name, settings) => {
  const escaped = hearEscapes()
  const app = await listen(settings)
  for (const bytes of stages(app))
    for (const waits of [0, 1, 3, 20]) {
      const raw = open(app.port)
      onTestFinished(() => void raw.destroy())
      await once(raw, 'connect')
      const client: Socket = name === 'TLS' ? connectTls({ socket: raw, ca, servername: 'localhost' }) : raw
      client.on('error', () => {})
      if (name === 'TLS') await once(client, 'secureConnect')
      if (bytes !== '') await new Promise((resolve) => client.write(bytes, 'latin1', resolve))
      for (let turns = 0; turns < waits; turns++) await turn()
      raw.resetAndDestroy()
      await goneFrom(app)
    }
  expect(escaped).toEqual([])
  expect(app.logged.filter(({ level }) => level === 'error')).toEqual([])
})

test('also in the middle of a TLS handshake', async () => {
  const escaped = hearEscapes()
  const app = await listen(tls)
  const hello = Buffer.from('16030100c8010000c40303', 'hex')
  for (const bytes of [hello.subarray(0, 3), hello, Buffer.from('GET / HTTP/1.1\r\n\r\n'), Buffer.alloc(20_000)])
    for (const waits of [0, 1, 3]) {
      const raw = open(app.port)
      await once(raw, 'connect')
      await new Promise((resolve) => raw.write(bytes, resolve))
      for (let turns = 0; turns < waits; turns++) await turn()
      raw.resetAndDestroy()
      await goneFrom(app)
    }
  const leaving = connectTls({ port: app.port, host: '127.0.0.1', ca, servername: 'localhost' })
  leaving.on('error', () => {})
  await once(leaving, 'connect')
  leaving.destroy()
  await goneFrom(app)
  expect(escaped).toEqual([])
})
