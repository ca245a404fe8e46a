import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { plainEnvironment, program, run } from '../../../test/support/command.ts'

test('a fake panel runs until it is told to stop, and its dials are turned meanwhile', async () => {
  const child = spawn(
    process.execPath,
    [await program(), 'panel', 'whm', '--faults', 'down verb=listaccts', '--json'],
    {
      env: plainEnvironment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = once(child, 'close')
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(child.stdout, 'data')
  const { url, control, server } = JSON.parse(String(line))
  expect(server).toMatchObject({ module: 'cpanel', hostname: '127.0.0.1', secure: false, username: 'root' })
  const authorization = `whm ${server.username}:${server.accessHash}`
  const list = async () =>
    (await fetch(`${url}/json-api/listaccts?api.version=1`, { headers: { authorization } })).status
  expect(await list()).toBe(503)
  await fetch(`${control}/__fake/faults`, { method: 'POST', body: '' })
  expect(await list()).toBe(200)
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})

test.each([
  [['panel', 'oak'], '<name>: expected whm or webhook, got "oak"'],
  [['panel', 'whm', '--faults', 'fire'], 'expected one of slow'],
])('%j cannot be meant so', async (args, words) => {
  const { code, stderr } = await run(args)
  expect([code, stderr]).toEqual([2, expect.stringContaining(words)])
})

test('the help tells every fault', async () => {
  const { stdout } = await run(['panel', '--help'])
  expect(stdout).toContain('lock_held')
  expect(stdout).toContain('webhook')
})
