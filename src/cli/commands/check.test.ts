import { describe, expect, test } from 'vitest'
import { openInstallation, PLACES } from '../../../test/support/command.ts'

describe.each(PLACES)('%s', (_place, prepare) => {
  test('check says what is missing, and counts what scripts lacked', async () => {
    const { run, json } = await openInstallation(prepare)
    await run(['migrate'])
    const empty = await run(['check'])
    expect(empty).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('problem: Nobody of the staff can sign in'),
    })
    expect(empty.stdout).toContain('any address may try to sign in')

    await run(['staff', 'create', 'ann', '--no-password'])
    await run(['call', 'GetInvoice'])
    const { problems, warnings } = await json<{ problems: []; warnings: { message: string }[] }>(['check'])
    expect(problems).toEqual([])
    expect(warnings.map(({ message }) => message).join()).toContain('getinvoice (1)')
  })
})
