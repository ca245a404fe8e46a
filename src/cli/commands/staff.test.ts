import { describe, expect, test } from 'vitest'
import { openInstallation, PLACES } from '../../../test/support/command.ts'

describe.each(PLACES)('%s', (_place, prepare) => {
  test('staff are created, listed and given another password', async () => {
    const { run, json } = await openInstallation(prepare)
    expect(await run(['staff', 'create', 'ann', '--password-stdin'], 'correct horse\n')).toMatchObject({
      code: 0,
      stdout: [
        'Created staff member ann with the role Full Administrator',
        'May: * (everything)',
        'Old sign-in: the MD5 of the password is not taken (--legacy-login)\n',
      ].join('\n'),
    })
    expect(await run(['staff', 'create', 'Ann', '--no-password'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^provisor: .*username.*\n$/),
    })
    expect(await run(['staff', 'password', 'ANN', '--password-stdin'], 'short')).toMatchObject({ code: 1 })
    expect(await run(['staff', 'password', 'ANN', '--password-stdin'], 'battery staple')).toMatchObject({
      stdout: 'Changed the password of ann; the MD5 of the password is not taken (--legacy-login)\n',
    })
    expect(
      await run(['staff', 'password', 'ann', '--legacy-login', '--password-stdin'], 'battery staple'),
    ).toMatchObject({
      stdout: 'Changed the password of ann; the MD5 of the password works on the WHMCS and Remote APIs\n',
    })
    expect(await run(['staff', 'disable', 'Ann'])).toMatchObject({ stdout: 'ann is disabled\n' })
    expect(await json(['staff', 'list'])).toMatchObject([{ username: 'ann', active: false, legacyLogin: true }])
    expect(await run(['staff', 'enable', 'ann'])).toMatchObject({ stdout: 'ann is active\n' })
    expect(await run(['staff', 'reset-second-factors', 'ann'])).toMatchObject({ code: 0 })
    expect(await run(['staff', 'link', 'ann', 'x'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/No identity provider is set up/),
    })
    expect(await json(['staff', 'list'])).toMatchObject([{ username: 'ann', role: 'Full Administrator', active: true }])
    expect(await json(['role', 'list'])).toEqual([
      { id: 1, name: 'Full Administrator', permissions: ['*'], requiresSecondFactor: false },
    ])
  })

  test('the first member may get another role than that of a full administrator', async () => {
    const { run, json } = await openInstallation(prepare)
    expect(await run(['staff', 'create', 'bo', '--role', 'Read only', '--no-password'])).toMatchObject({ code: 0 })
    expect(await json(['role', 'list'])).toMatchObject([
      { name: 'Read only', permissions: expect.arrayContaining(['clients.read']) },
    ])
  })
})
