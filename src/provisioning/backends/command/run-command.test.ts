import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { scratchName } from '../../../../test/support/scratch.ts'
import { runCommand } from './run-command.ts'

function openFolder(script: string) {
  const folder = mkdtempSync(scratchName('run-command'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'script')
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o700 })
  return { folder, file }
}

test('a process without a file handle to spare starts no command, and goes on', () => {
  const { folder, file } = openFolder('true')
  const ours = fileURLToPath(new URL('./run-command.ts', import.meta.url))
  const program = `
    import { openSync } from 'node:fs'
    import { runCommand } from ${JSON.stringify(ours)}
    const options = ${JSON.stringify({ folder, file, input: '' })}
    const run = () => runCommand({ ...options, signal: new AbortController().signal })
    const before = await run()
    try { for (;;) openSync('/dev/null') } catch {}
    const { end, code } = await run()
    console.log(before.end, end, code)`
  const { stdout, stderr } = spawnSync(
    'sh',
    ['-c', 'ulimit -n 64 && exec "$@"', 'sh', process.execPath, '--input-type=module', '--eval', program],
    { encoding: 'utf8' },
  )
  expect(stderr).toBe('')
  expect(stdout).toBe('exited not-started EMFILE\n')
})

test('what was called off before it began ends at once', async () => {
  const { folder, file } = openFolder('sleep 300')
  expect(await runCommand({ folder, file, input: '', signal: AbortSignal.abort() })).toMatchObject({
    end: 'called-off',
  })
})
