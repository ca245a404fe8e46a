import { describe, expect, test } from 'vitest'
import { openInstallation, PLACES } from '../../../test/support/command.ts'

describe.each(PLACES)('%s', (_place, prepare) => {
  test('bans are made, listed and lifted', async () => {
    const { run, json } = await openInstallation(prepare)
    await run(['migrate'])
    const add = ['ban', 'add', '192.0.2.7', '--minutes', '10', '--reason', 'Testing', '--face']
    expect(await json([...add, 'whmcs'])).toMatchObject({ id: 1, face: 'whmcs', address: '192.0.2.7' })
    expect(await run([...add, 'nobody'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--face') })
    expect(await json(['ban', 'list'])).toMatchObject([{ address: '192.0.2.7', reason: 'Testing' }])
    expect(await run(['ban', 'lift', '192.0.2.7'])).toMatchObject({ stdout: 'Lifted ban 1: 192.0.2.7 on whmcs\n' })
    expect(await run(['ban', 'list'])).toMatchObject({ stdout: 'No address is banned\n' })
    expect(await json(['ban', 'list', '--all'])).toMatchObject([{ id: 1, liftedAt: expect.any(String) }])
    expect(await run(['ban', 'lift', '192.0.2.7'])).toMatchObject({ code: 1 })
  })
})
