import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test, vi } from 'vitest'
import { ask, type Listening, listen, post } from '../support/listening.ts'

/** When there are so many: a line is written after the answer has gone. */
async function requestsOf({ logged }: Listening, many: number) {
  const lines = () => logged.filter(({ msg }) => msg === 'request')
  await vi.waitFor(() => expect(lines()).toHaveLength(many))
  return lines()
}

test('there is none unless somebody wants it', async () => {
  const app = await listen()
  await post(app, { ...app.callers.full, action: 'GetServers' })
  await app.close()
  expect(app.logged.filter(({ msg }) => msg === 'request')).toEqual([])
})

test('every request is one line, with who asked', async () => {
  const app = await listen({ accessLog: 'on' })
  const { length } = (await post(app, { ...app.callers.full, action: 'GetServers' })).body
  await ask(app, { path: '/api/v1/services', headers: { authorization: 'Bearer x.y' } })
  await ask(app, { path: '/healthz' })
  expect(await requestsOf(app, 3)).toMatchObject([
    {
      level: 'info',
      address: '127.0.0.1',
      method: 'POST',
      path: '/includes/api.php',
      status: 200,
      ms: expect.any(Number),
      bytes: length,
      face: 'whmcs',
      identity: 'staff admin',
      requestId: expect.any(String),
    },
    { method: 'GET', path: '/api/v1/services', status: 401, face: 'native' },
    { path: '/healthz', status: 200, face: 'health' },
  ])
})

test('no line holds a query, however it is written', async () => {
  const app = await listen({ accessLog: 'on' })
  const { username } = app.demo.wbteampro
  const query = `username=${username}&password=S3CR3T`
  const paths = [
    `/includes/api.php?${query}`,
    `/includes/api.php&${query}`,
    `/includes/api.php%3F${query}`,
    `/includes/api.php%3fusername%3dadmin%26password%3dS3CR3T`,
    `/includes/api.php;password=S3CR3T`,
    `/modules/addons/wbteampro/api.php/v1/projects/json?${query}`,
    `/none?${query}`,
  ]
  for (const path of paths) await ask(app, { path })
  const socket = connect(app.port, '127.0.0.1')
  await once(socket, 'connect')
  socket.end(
    'GET http://S3CR3T:S3CR3T@127.0.0.1/healthz?S3CR3T HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n',
  )
  await text(socket)
  const lines = await requestsOf(app, paths.length + 1)
  expect(JSON.stringify(app.logged)).not.toContain('S3CR3T')
  expect(lines.map(({ path }) => path)).toEqual([
    ...Array(5).fill('/includes/api.php'),
    '/modules/addons/wbteampro/api.php/v1/projects/json',
    '/none',
    '/healthz',
  ])
})

test('an answer that goes out in pieces counts its bytes', async () => {
  const app = await listen({ accessLog: 'on' })
  const fields = { ...app.callers.full, action: 'GetClientsProducts', limitnum: '99999', responsetype: 'json' }
  const { length } = (await post(app, fields)).body
  const [line] = await requestsOf(app, 1)
  expect(line!.bytes).toBeGreaterThanOrEqual(length)
})
