import { expect, test } from 'vitest'
import { freshFolder, run } from '../../test/support/command.ts'

test('a password is not asked where there is no terminal', async () => {
  const { code, stderr } = await run(['staff', 'create', 'ann', '--data-dir', freshFolder()])
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('--password-stdin') })
})
