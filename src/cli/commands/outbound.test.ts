import { expect, test, vi } from 'vitest'
import { freshFolder, run, runJson, startServer } from '../../../test/support/command.ts'

// Whole processes, and as many as there are commands in a test.
vi.setConfig({ testTimeout: 120_000 })

const BOB = '1-2-0/bob@example.com'
const SETUP = `
outboundAccounts: [{ name: ${BOB} }]
outboundServices:
  - { account: ${BOB}, name: calls, runner: demonstration, password: open sesame, paused: true }`

type Key = { id: number; key: string }
type Queue = { service: string; state: string; waiting: number; running: number }

/** A server with one service that stands still, and commands beside it. */
async function installation() {
  const folder = freshFolder()
  const server = await startServer(['--data-dir', folder])
  const here = (args: string[]) => ['outbound', ...args, '--data-dir', folder]
  await run(['apply', '-', '--data-dir', folder], { stdin: SETUP })
  return {
    run: (args: string[], stdin = '') => run(here(args), { stdin }),
    json: <T>(args: string[], stdin = '') => runJson<T>(here(args), { stdin }),
    /** What the face answers to who signs in like this. */
    signIn: async (username: string, password: string) => {
      const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
      return (await fetch(`${server.url}/service/v1/outbound/calls/queue`, { headers: { authorization } })).status
    },
  }
}

test('keys let in, are rotated with a grace, and are revoked at once', async () => {
  const { run, json, signIn } = await installation()
  const reader = await json<Key>(['key', 'create', BOB, '--name', 'monitor', '--read-only'])
  const first = await json<Key>(['key', 'create', BOB, '--name', 'batch'])
  expect(await signIn(BOB, reader.key)).toBe(200)
  const second = await json<Key>(['key', 'rotate', BOB, '--grace', '1'])
  expect([await signIn(BOB, first.key), await signIn(BOB, second.key)]).toEqual([200, 200])
  await json(['key', 'rotate', BOB, '--grace', '0'])
  expect([await signIn(BOB, first.key), await signIn(BOB, reader.key)]).toEqual([401, 200])
  expect(await run(['key', 'revoke', String(reader.id)])).toMatchObject({
    stdout: `Key ${reader.id} (monitor) is revoked\n`,
  })
  expect(await signIn(BOB, reader.key)).toBe(401)
  expect((await run(['key', 'list', BOB])).stdout).not.toContain(reader.key)
  expect(await run(['account', 'remove', BOB])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('1 services'),
  })
  expect(await run(['account', 'create', 'bob'])).toMatchObject({ code: 1 })

  expect(await run(['password', 'calls', '--password-stdin'], 'another\n')).toMatchObject({ code: 0 })
  expect([await signIn(`${BOB}/calls`, 'open sesame'), await signIn(`${BOB}/calls`, 'another')]).toEqual([401, 200])
})

test('starts are purged and wait again, cancelled, and run to their end under the eyes of a watcher', async () => {
  const { run, json } = await installation()
  const calls = JSON.stringify(Array.from({ length: 5 }, (_, n) => ({ to: `sip:${n}@example.com` })))
  const started = (await run(['start', 'calls', '--calls', '-'], calls)).stdout.trim().split('\n')
  expect(started).toHaveLength(5)
  const purged = await json<{ purge: number; count: number }>(['purge', 'calls', '--why', 'wrong list'])
  expect(purged.count).toBe(5)
  expect((await run(['purged', String(purged.purge)])).stdout.trim().split('\n')).toEqual(started)
  expect(await run(['undo', String(purged.purge)])).toMatchObject({ stdout: expect.stringContaining('5 starts wait') })
  expect(await run(['undo', String(purged.purge)])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('undone'),
  })
  expect(await json(['cancel', started[0]!, 'nonsense'])).toMatchObject({
    cancelled: [started[0]],
    others: [{ reference: 'nonsense', status: 'UNKNOWN' }],
  })

  const watching = run(['watch', 'calls', '--every', '0.1', '--until-empty'])
  expect(await json<Queue>(['resume', 'calls'])).toMatchObject({ state: 'running' })
  const { stdout } = await watching
  for (const line of stdout.trim().split('\n'))
    expect(line).toMatch(/^\S+ \S+ {2}1-2-0\/bob@example\.com\/calls {2}(paused|running) {2}\d waiting {2}\d running$/)
  expect(stdout).toMatch(/ {2}running {2}0 waiting {2}0 running\n$/)
  const [status] = await json<{ status: string }[]>(['status', started[1]!])
  expect(['COMPLETED', 'COULDNOTRUN']).toContain(status!.status)
})
