import { expect, test } from 'vitest'
import { openInstallation, PLACES } from '../../../test/support/command.ts'

const [, prepare] = PLACES[0]!

test('the mail server is shown, and whoever tries it before it is set up is told so', async () => {
  const { run, json } = await openInstallation(prepare)
  await run(['staff', 'create', 'ada', '--no-password'])
  expect((await run(['mail', 'settings'])).stdout).toMatch(/^port +587$/m)
  expect(await run(['mail', 'test', 'ada'])).toMatchObject({ code: 1, stderr: expect.stringContaining('address') })
  expect(await json(['mail', 'list', '--state', 'failed'])).toEqual({ total: 0, mails: [] })
})
