import { Agent } from 'node:http'
import { expect, test } from 'vitest'
import { aculabPlace, readCallers } from '../contract/aculab/callers.ts'
import { sqlite } from '../support/databases-sqlite.ts'
import { ask, closed, dial, FORM_TYPE, listen } from '../support/listening.ts'

const REFERENCE = /^[0-9a-f]{8}_\d+\.\d{10}\.\d+$/
const CALLS = JSON.stringify([{ to: 'sip:a+b@example.com', token: 'naïve ☎' }, { to: 'con:room' }])

/** The face on a real socket, with the header that signs a caller in. */
async function open() {
  const app = await listen({}, sqlite, aculabPlace)
  const callers = readCallers(app.provisor.config.dataDir)
  const url = `http://127.0.0.1:${app.port}`
  const signIn = (caller: 'calls' | 'batch' | 'carol') => ({
    authorization: `Basic ${Buffer.from(callers[caller].join(':')).toString('base64')}`,
  })
  const length = async (service: string) => {
    const answer = await fetch(`${url}/service/v1/outbound/${service}/queue`, { headers: signIn('carol') })
    return ((await answer.json()) as { length: number }).length
  }
  return { ...app, url, signIn, length }
}

test('PHP: cURL with http_build_query', async () => {
  const app = await open()
  const body = new URLSearchParams({ rest_calls: CALLS }).toString()
  const headers = { ...FORM_TYPE, ...app.signIn('calls'), accept: '*/*', host: 'ws-1-2-0.aculabcloud.net' }
  const answer = await ask(app, { method: 'POST', path: '/service_start', headers, body })
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8'])
  expect(JSON.parse(answer.body)).toEqual([expect.stringMatching(REFERENCE), expect.stringMatching(REFERENCE)])
})

test('a browser: FormData through fetch, and the content type looked at before the answer is parsed', async () => {
  const app = await open()
  const body = new FormData()
  body.append('rest_calls', CALLS)
  const answer = await fetch(`${app.url}/service_start`, { method: 'POST', headers: app.signIn('calls'), body })
  expect(answer.headers.get('content-type')).toContain('application/json')
  expect(await answer.json()).toHaveLength(2)
  const refused = await fetch(`${app.url}/service_start`, { method: 'POST', body })
  expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([
    401,
    'Basic realm="Provisor", charset="UTF-8"',
  ])
})

test('Python: Requests with everything in the query string, one connection for all', async () => {
  const app = await open()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  let connections = 0
  app.http.server.on('connection', () => connections++)
  const headers = {
    ...app.signIn('batch'),
    'accept-encoding': 'gzip, deflate',
    accept: '*/*',
    connection: 'keep-alive',
  }
  const path = '/service_start?outbound_parameters=destinationForApp1,destinationForApp2&delimiter=,'
  const statuses = []
  for (const each of [path, '/service_start?count=0', '/service/v1/outbound/batch/queue', '/nothing', path])
    statuses.push((await ask(app, { agent, path: each, headers })).status)
  agent.destroy()
  expect(statuses).toEqual([200, 400, 200, 404, 200])
  expect(connections).toBe(1)
  expect(await app.length('batch')).toBe(4)
})

test('a purge of thousands is one list, written as it is read', async () => {
  const app = await open()
  const body = new URLSearchParams({ outbound_parameters: 'x', count: '5000' })
  const started = await fetch(`${app.url}/service_start`, { method: 'POST', headers: app.signIn('batch'), body })
  const references = (await started.json()) as string[]
  const queue = `${app.url}/service/v1/outbound/batch/queue`
  const purged = await fetch(queue, { method: 'DELETE', headers: app.signIn('batch') })
  expect([purged.status, purged.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8'])
  expect(await purged.json()).toEqual({ service_name: 'batch', cancelled: 5000, service_refs: references })
  const again = await fetch(queue, { method: 'DELETE', headers: app.signIn('batch') })
  expect(await again.text()).toBe('{"service_name":"batch","cancelled":0,"service_refs":[]}')
})

test('two who purge at once share what waits: each reference is listed once', async () => {
  const app = await open()
  const body = new URLSearchParams({ outbound_parameters: 'x', count: '300' })
  const started = await fetch(`${app.url}/service_start`, { method: 'POST', headers: app.signIn('batch'), body })
  const references = (await started.json()) as string[]
  const purge = async () => {
    const path = `${app.url}/service/v1/outbound/batch/queue`
    const answer = await fetch(path, { method: 'DELETE', headers: app.signIn('carol') })
    return (await answer.json()) as { cancelled: number; service_refs: string[] }
  }
  const answers = await Promise.all(Array.from({ length: 8 }, purge))
  expect(answers.flatMap(({ service_refs }) => service_refs).sort()).toEqual(references.sort())
  expect(answers.every(({ cancelled, service_refs }) => cancelled === service_refs.length)).toBe(true)
})

test('who is unknown is refused before the body is read', async () => {
  const app = await open()
  const { client } = await dial(app)
  let answer = ''
  client.on('data', (chunk) => {
    answer += chunk.toString('latin1')
    if (answer.includes('\r\n\r\n')) client.destroy()
  })
  client.write('POST /service_start HTTP/1.1\r\nhost: x\r\ncontent-length: 10000000\r\n\r\nrest_calls=')
  await closed(client)
  expect(answer).toMatch(/^HTTP\/1\.1 401 /)
})

test('a client that goes away in the middle of its calls starts nothing', async () => {
  const app = await open()
  const { client, server } = await dial(app)
  const { authorization } = app.signIn('calls')
  const head = `POST /service_start HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-length: 1000\r\n\r\n`
  client.write(`${head}rest_calls=${encodeURIComponent('[{"to":"con:room"}')}`)
  const gone = closed(server)
  setImmediate(() => client.destroy())
  await gone
  expect(await app.length('calls')).toBe(0)
})
