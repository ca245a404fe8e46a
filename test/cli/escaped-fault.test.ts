import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { freshFolder, startServer } from '../support/command.ts'

/** Run before the server's own code: a signal makes a fault that no code of ours could catch. */
const throwing = (how: string) =>
  `--import=data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', () => { ${how} })`)}`

test.each([
  [
    'an error of an emitter',
    "process.nextTick(() => new (process.getBuiltinModule('node:events'))().emit('error', new Error('planted')))",
  ],
  ['a rejection', "Promise.reject(new Error('planted'))"],
  ['something that is no error', "queueMicrotask(() => { throw 'planted' })"],
])(
  '%s that nobody heard is told, ends the server with a code of its own, and nothing acknowledged is lost',
  async (_about, how) => {
    const folder = freshFolder()
    const server = await startServer(['--demo', '--data-dir', folder], { env: { NODE_OPTIONS: throwing(how) } })
    const { aculab } = JSON.parse(readFileSync(`${folder}/demo.json`, 'utf8'))
    const [{ name, password }] = aculab.services.filter((one: { name: string }) => one.name === 'example-service')
    const headers = {
      authorization: `Basic ${Buffer.from(`${aculab.username}/${name}:${password}`).toString('base64')}`,
    }
    const started = await fetch(`${server.url}/service_start`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ rest_calls: '[{"to":"sip:a@example.com"}]' }),
    })
    expect(started.status, await started.text()).toBe(200)

    server.signal('SIGUSR2')
    const { code, stderr } = await server.ended
    expect(code).toBe(70)
    expect(stderr).toMatch(/a fault that nobody caught: the server stops.*planted|planted.*a fault that nobody caught/s)

    const again = await startServer(['--demo', '--data-dir', folder])
    const key = `Basic ${Buffer.from(`${aculab.username}:${aculab.apiKey}`).toString('base64')}`
    const queue = await fetch(`${again.url}/service/v1/outbound/${name}/queue`, { headers: { authorization: key } })
    expect(await queue.json()).toMatchObject({ length: 113 })
  },
)
