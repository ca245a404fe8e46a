import { execFile, spawnSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { freshFolder, program, run, startServer } from '../support/command.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const hasPhp = spawnSync('php', ['--version']).status === 0

/** Needs PHP, which nothing else here does: skipped on machines without it. */
describe.skipIf(!hasPhp).each([
  ['over the command', async () => undefined],
  ['over the socket', async (folder: string) => startServer(['--data-dir', folder])],
])('the PHP shim %s', (_way, prepare) => {
  test('gives arrays, for what works and for what does not', async () => {
    const folder = freshFolder()
    await run(['apply', '-', '--data-dir', folder], { stdin: 'currencies: [{ code: EUR }]' })
    await prepare(folder)
    const client =
      "['firstname' => 'Zoë; $(id)', 'lastname' => 'L', 'email' => 'z@example.com', 'skipvalidation' => true]"
    expect(await php(folder, `localAPI('AddClient', ${client})`)).toMatchObject({ result: 'success' })
    expect(await php(folder, "localAPI('GetClientsDetails', ['clientid' => 1, 'stats' => null])")).toMatchObject({
      result: 'success',
      client: { firstname: 'Zoë; $(id)' },
    })
    expect(await php(folder, "localAPI('GetClients', [], 'nobody')")).toMatchObject({ result: 'error' })
    expect(await php(folder, "localAPI('GetOrders', ['pid' => [1, 2]])")).toMatchObject({ result: 'success' })
  })
})

async function php(folder: string, expression: string): Promise<unknown> {
  const command = `${dirname(folder)}/provisor`
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${await program()}' "$@"\n`)
  chmodSync(command, 0o755)
  const code = `require '${root}examples/localapi.php'; echo json_encode(${expression});`
  const env = { ...process.env, PROVISOR_DATA_DIR: folder, PROVISOR_COMMAND: command }
  const { stdout } = await promisify(execFile)('php', ['-r', code], { env })
  return JSON.parse(stdout)
}
