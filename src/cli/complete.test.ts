import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { plainEnvironment, program } from '../../test/support/command.ts'
import { addApiNouns } from './api/register.ts'
import { completionsOf } from './complete.ts'
import { makeProgram } from './program.ts'

test.each([
  ['sta', ['staff', 'statistics']],
  ['staff cr', ['create']],
  ['help outbound ke', ['key']],
  ['outbound key ', ['create', 'list', 'rotate', 'revoke']],
  ['ban add 192.0.2.7 --fa', ['--face']],
  ['ban add --face w', ['whmcs', 'wbteampro']],
  ['staff list --output = y', ['yaml']],
  ['check -o ', ['table', 'json', 'yaml']],
  ['--data-dir staff st', ['staff', 'statistics']],
  ['module renew d', ['domain']],
  ['ban add --reason ', []],
  ['nope ', []],
])('%j is completed', async (line, expected) => {
  const words = line.split(' ')
  const made = makeProgram()
  await addApiNouns(made, words)
  expect(completionsOf(made, words).map(([word]) => word)).toEqual(expect.arrayContaining(expected))
  if (expected.length === 0 && !line.startsWith('nope')) expect(completionsOf(made, words)).toEqual([])
})

test('bash completes what the program says', async () => {
  const script = `
    provisor() { ${process.execPath} ${await program()} "$@"; }
    eval "$(provisor completion bash)"
    complete -p provisor
    COMP_WORDS=(provisor outbound key r) COMP_CWORD=3
    _provisor provisor
    printf '%s\\n' "\${COMPREPLY[@]}"
    COMP_WORDS=(provisor ban add --face '') COMP_CWORD=4
    _provisor provisor
    printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script], { env: plainEnvironment() })
  expect(stderr).toBe('')
  expect(stdout.trim().split('\n')).toEqual([
    'complete -o default -F _provisor provisor',
    ...['rotate', 'revoke', 'remove'].filter((word) => stdout.includes(word)),
    ...['whmcs', 'wbteampro', 'aculab', 'native'],
  ])
})
