import { expect, test } from 'vitest'
import { freshFolder, run } from '../../../test/support/command.ts'

test('migrate says what it did, and a second time that there is nothing to do', async () => {
  const folder = freshFolder()
  expect((await run(['migrate', '--data-dir', folder])).stdout).toMatch(/^Applied 0001_start\n(Applied \d{4}_\w+\n)*$/)
  expect((await run(['migrate', '--data-dir', folder])).stdout).toMatch(/^Nothing to do: schema \d{4}_\w+, SQLite /)
})
