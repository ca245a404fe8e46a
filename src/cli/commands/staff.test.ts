import { describe, expect, test } from 'vitest'
import { openInstallation, PLACES } from '../../../test/support/command.ts'

describe.each(PLACES)('%s', (_place, prepare) => {
  test('staff are created, listed and given another password', async () => {
    const { run, json } = await openInstallation(prepare)
    expect(await run(['staff', 'create', 'ann', '--password-stdin'], 'correct horse\n')).toMatchObject({
      code: 0,
      stdout: 'Created staff member ann with the role Full Administrator\n',
    })
    expect(await run(['staff', 'create', 'Ann', '--no-password'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^provisor: .*username.*\n$/),
    })
    expect(await run(['staff', 'password', 'ANN', '--password-stdin'], 'short')).toMatchObject({ code: 1 })
    expect(await run(['staff', 'password', 'ANN', '--password-stdin'], 'battery staple')).toMatchObject({
      stdout: 'Changed the password of ann\n',
    })
    expect(await json(['staff', 'list'])).toMatchObject([{ username: 'ann', role: 'Full Administrator', active: true }])
    expect(await json(['role', 'list'])).toEqual([{ id: 1, name: 'Full Administrator', permissions: ['*'] }])
  })
})
