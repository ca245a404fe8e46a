import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect as connectTls } from 'node:tls'
import { expect, test } from 'vitest'
import { closed, dial, listen } from '../../../test/support/listening.ts'
import { tlsFile } from '../../../test/support/tls/files.ts'

const ANSWERED = /\r\n\r\n\{"status":"ok"\}/

test('connections that say nothing end with the listener, also in the middle of a TLS handshake', async () => {
  const app = await listen({ tlsCert: tlsFile('cert.pem'), tlsKey: tlsFile('key.pem') })
  const { client } = await dial(app)
  const ca = readFileSync(tlsFile('cert.pem'))
  const secure = connectTls({ host: '127.0.0.1', port: app.port, ca })
  await once(secure, 'secureConnect')
  secure.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n')
  expect(String((await once(secure, 'data'))[0])).toMatch(ANSWERED)
  const ended = [closed(client), closed(secure)]
  await app.http.close()
  await Promise.all([app.http.closing.ended(), ...ended])
})

test('several requests on one connection are all answered, and the last answer says that it is the last', async () => {
  const app = await listen()
  const gate = Promise.withResolvers<void>()
  const both = Promise.withResolvers<void>()
  let arrived = 0
  const { database } = app.provisor
  const requireReady = database.requireReady
  database.requireReady = async () => {
    if (++arrived === 2) both.resolve()
    await gate.promise
    return requireReady()
  }
  const { client } = await dial(app)
  let text = ''
  client.on('data', (bytes) => {
    text += bytes
  })
  const end = closed(client)
  client.write('GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(2))
  await both.promise
  const closing = app.http.close()
  await expect.poll(() => app.http.server.listening).toBe(false)
  gate.resolve()
  await Promise.all([closing, end])
  expect(text.match(/HTTP\/1\.1 \d+|connection: \S+/gi)).toEqual([
    'HTTP/1.1 200',
    'Connection: keep-alive',
    'HTTP/1.1 200',
    'connection: close',
  ])
})
