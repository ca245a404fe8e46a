import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshFolder, startServer } from '../../test/support/command.ts'

test('systemd hears when the server listens, again and again while it is there, and that it stops', async () => {
  const dataDir = freshFolder()
  const [bin, said] = [join(dataDir, '..', 'bin'), join(dataDir, '..', 'said')]
  mkdirSync(bin)
  writeFileSync(join(bin, 'systemd-notify'), `#!/bin/sh\necho "$@" >> ${said}\n`)
  chmodSync(join(bin, 'systemd-notify'), 0o755)
  const env = { PATH: `${bin}:${process.env.PATH}`, NOTIFY_SOCKET: '/run/notify', WATCHDOG_USEC: '2000000' }
  const server = await startServer(['--data-dir', dataDir], { env })
  const heard = () => readFileSync(said, 'utf8').trimEnd().split('\n')
  await expect.poll(heard).toContain('WATCHDOG=1')
  expect(heard()[0]).toBe(`--ready --status=Listening on ${server.url}`)
  server.signal('SIGTERM')
  await expect.poll(heard).toContain('--stopping --status=Ending what began')
})
