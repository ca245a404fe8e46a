import { expect, test } from 'vitest'
import { run } from '../../test/support/command.ts'

test('prints its version and its help', async () => {
  expect(await run(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  expect(await run(['version', '-o', 'yaml'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^version: .*\nnode: /),
  })
  expect(await run(['call', '--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('pid[0]=3') })
})
