import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freshFolder, run, runJson, startServer } from '../../../../test/support/command.ts'

type Kept = { name: string }[]
type Schedules = { name: string; outcome: string | null; fault: string }[]

test('a running server is backed up, verified and moved to an empty place, with its key', async () => {
  const dataDir = freshFolder()
  const [place, other, passphrase] = ['backups', 'other', 'passphrase'].map((name) => join(dataDir, '..', name))
  await startServer(['--data-dir', dataDir, '--demo'])
  writeFileSync(passphrase!, 'correct horse\n')
  const where = ['--data-dir', dataDir, '--backup-to', place!]

  const made = await run(['backup', 'create', ...where, '--passphrase-file', passphrase!])
  expect(made).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^provisor-\d{8}T\d{9}Z\.tar\.gz: .* tables, 3 files\n$/),
  })
  const [{ name } = { name: '' }] = await runJson<Kept>(['backup', 'list', '--backup-to', place!])
  expect(await run(['backup', 'verify', name, ...where])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Its secrets open, and its activity log is as it was written'),
  })

  const restored = await run(['backup', 'restore', join(place!, name), '--data-dir', other!])
  expect(restored).toMatchObject({ code: 0, stdout: expect.stringContaining('It needs the secret key') })
  expect((await run(['backup', 'restore', name, '--data-dir', other!, '--backup-to', place!])).stderr).toContain(
    `There is a database already: ${other}/provisor.db`,
  )
  const third = join(dataDir, '..', 'third')
  await run(['backup', 'restore', join(place!, name), '--data-dir', third, '--passphrase-file', passphrase!])
  expect(readFileSync(join(third, 'secret.key'))).toEqual(readFileSync(join(dataDir, 'secret.key')))
  expect(await runJson(['client', 'get', '1', '--data-dir', third])).toMatchObject({ email: 'client@demodomain.com' })

  truncateSync(join(place!, name), 50_000)
  expect(await run(['backup', 'verify', name, ...where])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('This backup is damaged: it is not whole'),
  })
})

test('the server makes the backup of the day by itself, and says so where it cannot', async () => {
  const dataDir = freshFolder()
  const place = join(dataDir, '..', 'backups')
  const settings = ['--data-dir', dataDir, '--backup-to', place]
  await startServer(settings)
  expect(await run(['schedule', 'run', 'create-backup', ...settings.slice(0, 2)])).toMatchObject({
    code: 0,
    stdout: 'create-backup is done\n',
  })
  const kept = await runJson<Kept>(['backup', 'list', '--backup-to', place])
  expect(kept).toHaveLength(1)
  expect((await run(['event', 'list', '--data-dir', dataDir])).stdout).toContain(`Backup ${kept[0]!.name} made`)

  writeFileSync(join(dataDir, '..', 'file'), '')
  const unusable = freshFolder()
  await startServer(['--data-dir', unusable, '--backup-to', join(dataDir, '..', 'file')])
  await run(['schedule', 'run', 'create-backup', '--data-dir', unusable])
  const schedules = await runJson<Schedules>(['schedule', 'list', '--data-dir', unusable])
  expect(schedules.find(({ name }) => name === 'create-backup')).toMatchObject({
    outcome: 'failed',
    fault: expect.stringContaining('Backups cannot be kept in'),
  })
  expect((await run(['attention', '--data-dir', unusable])).stdout).toContain('create-backup fails')
})

test('what is wrong is named at once, and nothing is made', async () => {
  const dataDir = freshFolder()
  const wrong = await run(['serve', '--data-dir', dataDir, '--backup-to', 's3://bucket', '--backup-at', '25:00'])
  expect(wrong).toMatchObject({ code: 2 })
  expect(wrong.stderr).toContain('--backup-to: expected a folder or https://host/bucket/prefix')
  expect(wrong.stderr).toContain('--backup-at: expected a time such as 02:30, got 25:00')
  expect(await run(['backup', 'create', '--data-dir', dataDir])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('--backup-to (PROVISOR_BACKUP_TO)'),
  })
  expect(existsSync(dataDir)).toBe(false)
})
