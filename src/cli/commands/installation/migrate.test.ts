import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { freshFolder, run, startServer } from '../../../../test/support/command.ts'

test('migrate says what it did, and a second time that there is nothing to do', async () => {
  const folder = freshFolder()
  expect((await run(['migrate', '--data-dir', folder])).stdout).toMatch(/^Applied 0001_start\n(Applied \d{4}_\w+\n)*$/)
  expect((await run(['migrate', '--data-dir', folder])).stdout).toMatch(/^Nothing to do: schema \d{4}_\w+, SQLite /)
})

test('a plan says what a start would apply, and makes nothing; beside a server too', async () => {
  const folder = freshFolder()
  const plan = async () => (await run(['migrate', '--plan', '--data-dir', folder])).stdout
  expect(await plan()).toMatch(/^From nothing to \d{4}_\w+:\n {2}0001_start\n( {2}\d{4}_\w+\n)*$/)
  expect(existsSync(folder)).toBe(false)
  await startServer(['--data-dir', folder])
  expect(await plan()).toMatch(/^Nothing to do: schema \d{4}_\w+\n$/)
})
