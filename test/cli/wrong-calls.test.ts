import { afterEach, expect, test, vi } from 'vitest'
import { run } from '../../src/cli/program.ts'
import { WRONG_CALLS } from './wrong-calls.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

/** In this process: a thing that is refused before anything is opened needs none of its own. */
async function refused(words: readonly string[], env: Record<string, string> = {}) {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      texts[name] += text
      return true
    })
  const code = await run(['node', 'provisor', ...words])
  vi.restoreAllMocks()
  return { code, ...texts }
}

test.each(WRONG_CALLS)('$line ($env) is refused with all that is wrong', async ({ line, env, code = 2, names }) => {
  const { stderr: told, ...end } = await refused(line.split(' '), env)
  const stderr = told.startsWith('{') ? `provisor: ${JSON.parse(told).error.message}` : told
  expect({ ...end, stderr }).toEqual({ code, stdout: '', stderr: expect.stringMatching(/^provisor: /) })
  for (const name of names) expect(stderr).toContain(name)
  expect(stderr).not.toMatch(/\n +at |hush|PROVISOR_SERVICE/)
  expect(stderr).not.toMatch(/(?!\n)\p{Cc}/u)
  expect(stderr.length).toBeLessThan(1000)
})

test.each(['--json', '-ojson', '--output=json'])('for programs (%s) a refusal is one line of JSON', async (flag) => {
  const { stderr } = await refused(['serve', flag, '--port', 'abc', '--timezone', 'Mars'])
  const problems = [expect.stringContaining('--port'), expect.stringContaining('--timezone')]
  expect(JSON.parse(stderr)).toEqual({ error: { code: 'misuse', message: expect.stringContaining('Mars'), problems } })
})
