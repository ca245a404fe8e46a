import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { demonstration, startApp } from '../../../test/support/app.ts'
import { plainEnvironment, program, run } from '../../../test/support/command.ts'
import { sqlite } from '../../../test/support/databases-sqlite.ts'
import { PASSWORD } from '../../../test/support/outbound.ts'
import { SYSTEM } from '../../access/actor.ts'

test('provisor worker runs a program for each start: JSON in, its exit status is the return code', async () => {
  const place = await sqlite.fresh(demonstration)
  const app = await startApp(place)
  onTestFinished(async () => {
    await app.close()
    await place.drop()
  })
  const url = await app.http.listen({ host: '127.0.0.1', port: 0 })
  const { outbound } = app.provisor.domain
  const { account } = await outbound.accounts.create(SYSTEM, { cloudId: '7-7-7', username: 'bob' })
  const { service } = await outbound.services.put(
    SYSTEM,
    { accountId: account.id, name: 'campaign' },
    { kind: 'uas', password: PASSWORD },
  )
  const started = await outbound.starts.startMany(SYSTEM, service, [
    { parameters: 'seven' },
    { parameters: '$(touch spoiled)' },
    { parameters: 'killed' },
  ])
  const file = join(place.dataDir, 'dial')
  writeFileSync(file, `#!/bin/sh\nread start\ncase "$start" in *seven*) exit $1 ;; *killed*) kill -9 $$ ;; esac\n`)
  chmodSync(file, 0o755)
  const passwordFile = join(place.dataDir, 'password')
  writeFileSync(passwordFile, `${PASSWORD}\n`)

  const child = spawn(
    process.execPath,
    [
      await program(),
      'worker',
      '7-7-7/bob/campaign',
      '--exec',
      file,
      '--url',
      url,
      '--password-file',
      passwordFile,
      '--',
      '7',
    ],
    { stdio: ['ignore', 'inherit', 'pipe'], env: plainEnvironment() },
  )
  const gone = once(child, 'exit')
  try {
    await vi.waitFor(async () => {
      const statuses = await outbound.starts.status(SYSTEM, started)
      expect(statuses.map((start) => `${start?.status} ${start?.detail}`)).toEqual([
        'COMPLETED 7',
        'COMPLETED 0',
        'COULDNOTRUN the program was ended by SIGKILL',
      ])
    }, 15_000)
  } finally {
    child.kill('SIGTERM')
  }
  expect((await gone)[0]).toBe(0)
})

test('provisor worker says what it misses', async () => {
  const misused = await run(['worker', 'campaign', '--exec', 'true'])
  expect(misused).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('<service>: expected cloud/user/service, got "campaign"'),
  })
  const nothing = await run(['worker', '1-2-0/bob/campaign', '--exec', 'true'])
  expect(nothing).toMatchObject({ code: 2, stderr: expect.stringContaining('Expected a password') })
})
