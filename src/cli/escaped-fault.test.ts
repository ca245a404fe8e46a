import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { freshFolder, startServer } from '../../test/support/command.ts'

/** Run before the server's own code: a signal makes a fault that no code of ours could catch. */
const throwing = (how: string) =>
  `--import=data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', () => { ${how} })`)}`

const EMITTED =
  "process.nextTick(() => new (process.getBuiltinModule('node:events'))().emit('error', new Error('planted')))"

const TOLD = /a fault that nobody caught: the server stops.*planted|planted.*a fault that nobody caught/s

test.each([
  ['a rejection', "Promise.reject(new Error('planted'))"],
  ['something that is no error', "queueMicrotask(() => { throw 'planted' })"],
])('%s that nobody heard is told, and ends the server with a code of its own', async (_about, how) => {
  const server = await startServer(['--data-dir', freshFolder()], { env: { NODE_OPTIONS: throwing(how) } })
  server.signal('SIGUSR2')
  const { code, stderr } = await server.ended
  expect(code).toBe(70)
  expect(stderr).toMatch(TOLD)
})

test('of an error of an emitter that nobody heard too, and nothing acknowledged is lost', async () => {
  const folder = freshFolder()
  const server = await startServer(['--demo', '--data-dir', folder], { env: { NODE_OPTIONS: throwing(EMITTED) } })
  const { aculab } = JSON.parse(readFileSync(`${folder}/demo.json`, 'utf8'))
  const [{ name, password }] = aculab.services.filter((one: { name: string }) => one.name === 'example-service')
  const as = (user: string, secret: string) => ({
    authorization: `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`,
  })
  const started = await fetch(`${server.url}/service_start`, {
    method: 'POST',
    headers: as(`${aculab.username}/${name}`, password),
    body: new URLSearchParams({ rest_calls: '[{"to":"sip:a@example.com"}]' }),
  })
  expect(started.status, await started.text()).toBe(200)

  server.signal('SIGUSR2')
  const { code, stderr } = await server.ended
  expect(code).toBe(70)
  expect(stderr).toMatch(TOLD)

  const again = await startServer(['--demo', '--data-dir', folder])
  const headers = as(aculab.username, aculab.apiKey)
  const queue = await fetch(`${again.url}/service/v1/outbound/${name}/queue`, { headers })
  expect(await queue.json()).toMatchObject({ length: 113 })
})
