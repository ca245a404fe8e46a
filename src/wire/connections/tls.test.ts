import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { text } from 'node:stream/consumers'
import { connect } from 'node:tls'
import { expect, test } from 'vitest'
import {
  ask,
  closed,
  dial,
  encoded,
  FORM_TYPE,
  type Listening,
  listen,
  queueForm,
} from '../../../test/support/listening.ts'
import { tlsFile } from '../../../test/support/tls/files.ts'

const tls = { tlsCert: tlsFile('cert.pem'), tlsKey: tlsFile('key.pem') }
const ca = readFileSync(tlsFile('cert.pem'))
/** Old suites without forward secrecy need a key of this kind. */
const rsa = { tlsCert: tlsFile('rsa-cert.pem'), tlsKey: tlsFile('rsa-key.pem') }

async function post(app: Listening, trusted: Buffer | undefined) {
  const sent = request({
    host: '127.0.0.1',
    port: app.port,
    path: '/includes/api.php',
    method: 'POST',
    headers: FORM_TYPE,
    agent: false,
    ...(trusted && { ca: trusted }),
  })
  sent.end(encoded(queueForm(app)))
  const [response] = await once(sent, 'response')
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

test('serves HTTPS with a certificate and its key', async () => {
  const app = await listen(tls)
  const { status, body } = await post(app, ca)
  expect(status).toBe(200)
  expect(JSON.parse(body)).toMatchObject({ result: 'success', count: 1 })
})

test('is not believed by who does not know the certificate', async () => {
  const app = await listen(tls)
  await expect(post(app, undefined)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
})

test('answers nothing in the clear', async () => {
  const app = await listen(tls)
  const { client } = await dial(app)
  let heard = ''
  client.on('data', (bytes) => {
    heard += bytes
  })
  client.write(`GET /includes/api.php?${encoded(queueForm(app))} HTTP/1.1\r\nHost: x\r\n\r\n`)
  await closed(client)
  expect(heard).not.toContain('HTTP/1.1')
})

test('speaks no TLS older than 1.2', async () => {
  const app = await listen(tls)
  const socket = connect({ host: '127.0.0.1', port: app.port, ca, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' })
  await expect(once(socket, 'secureConnect')).rejects.toThrow(/protocol/i)
})

const offering = (ciphers: string, { port }: Listening) =>
  connect({ host: '127.0.0.1', port, ca: readFileSync(rsa.tlsCert), maxVersion: 'TLSv1.2', ciphers })

test.each(['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-CHACHA20-POLY1305', 'ECDHE-RSA-AES256-SHA384'])(
  'speaks %s, whose keys nobody can find out later',
  async (suite) => {
    const socket = offering(suite, await listen(rsa))
    await once(socket, 'secureConnect')
    expect(socket.getCipher().name).toBe(suite)
    socket.destroy()
  },
)

test.each(['AES128-GCM-SHA256', 'AES256-SHA256', 'AES256-SHA', 'ECDHE-RSA-AES128-SHA'])(
  'speaks no %s',
  async (suite) => {
    const socket = offering(suite, await listen(rsa))
    await expect(once(socket, 'secureConnect')).rejects.toThrow(/handshake/i)
  },
)

test('tells browsers to come by HTTPS only, on refusals too; in the clear nobody is told', async () => {
  const told = { 'strict-transport-security': 'max-age=31536000' }
  const app = await listen(tls)
  expect((await post(app, ca)).headers).toMatchObject(told)
  const plain = await listen({ publicUrl: 'https://provisor.example.com' })
  expect((await ask(plain, { path: '/healthz' })).headers).not.toHaveProperty('strict-transport-security')
})
