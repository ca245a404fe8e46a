import { expect, test } from 'vitest'
import { openInstallation, PLACES } from '../../../test/support/command.ts'

const [, prepare] = PLACES[0]!

test('a webhook is made with its secret, listed, tried and told again', async () => {
  const { run, json } = await openInstallation(prepare)
  await run(['staff', 'create', 'ada', '--no-password'])
  const url = 'https://127.0.0.1:9/hook'
  expect(await run(['webhook', 'create', 'http://example.com'])).toMatchObject({ code: 1 })
  const made = await run(['webhook', 'create', url, '--kinds', 'service.*', '--signatures', 'v1', 'v1a'])
  expect(made.stderr).toBe('')
  expect(made.stdout).toMatch(/^Webhook 1 was made\nSecret \(told once\): whsec_.+\nPublic key: whpk_.+$/m)
  expect(await json(['webhook', 'list'])).toMatchObject({
    webhooks: [{ id: 1, url, kinds: ['service.*'], active: true }],
  })
  expect(await run(['webhook', 'test', '1'])).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('not a public'),
  })
  expect(await run(['webhook', 'replay', '1', '--state', 'failed', '--json'])).toMatchObject({
    code: 1,
    stdout: '{"replayed":0}\n',
  })
})
