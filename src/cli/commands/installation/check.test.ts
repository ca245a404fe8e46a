import { describe, expect, test } from 'vitest'
import { openInstallation, PLACES } from '../../../../test/support/command.ts'

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

    const setup = `servers:
  - { name: away, module: cpanel, hostname: 127.0.0.1, port: 1, accessHash: token }
  - { name: resting, module: cpanel, hostname: 127.0.0.1, accessHash: token, maintenance: true }`
    await run(['apply', '-'], setup)
    const amiss = await run(['check'])
    expect(amiss).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/problem: away does not answer: .*\n .*--outgoing-allow/),
    })
    expect(amiss.stdout).not.toContain('resting')
    expect((await run(['check', '--no-servers'])).code).toBe(0)

    const diagnosis = await run(['doctor', '--no-servers'])
    expect(diagnosis).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/\nnext: Nothing can be ordered.*\n {2}/),
    })
    expect(diagnosis.stdout).toMatch(/\nAs it should be: what check looks at, .*servers/)
  })
})
