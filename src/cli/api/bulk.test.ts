import { expect, test } from 'vitest'
import { openInstallation, startServer } from '../../../test/support/command.ts'

const SETUP = [
  'currencies: [{ code: EUR }]',
  'paymentMethods: [{ module: banktransfer, name: Bank }]',
  'productGroups: [{ name: Hosting }]',
  'products: [{ name: Plain, group: Hosting, type: other, payType: free }]',
].join('\n')

test('a bulk action is previewed, run to its end, and its failures are told', async () => {
  const { run, json } = await openInstallation(async (at) => startServer(['--data-dir', at]))
  await run(['staff', 'create', 'ada', '--no-password'])
  await run(['apply', '-'], SETUP)
  await run(['client', 'create', '--email', 'a@example.com', '--skip-validation'])
  const products = '[{"productId":1}]'
  await run(['order', 'create', '--client-id', '1', '--payment-method', 'banktransfer', '--products', products])

  const suspend = ['--kind', 'services', '--action', 'suspend', '--why', 'a try']
  expect(await json(['bulk', 'preview', ...suspend, '--filter', 'client=1'])).toMatchObject({
    state: 'previewed',
    total: 1,
    filter: { clientId: 1 },
  })
  expect(await run(['bulk', 'run', ...suspend, '--ids', '1'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--yes'),
  })
  expect(await run(['bulk', 'run', ...suspend, '--ids', '1', '--yes'])).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('0 succeeded, 1 failed, 0 were passed over\nWhy: provisor bulk failures 3'),
  })
  expect((await run(['bulk', 'failures', '3'])).stdout).toContain('Service 1 has no module')
  const nothing = await run(['bulk', 'run', ...suspend, '--filter', 'domain=a "b" \\', '--yes'])
  expect(nothing).toMatchObject({ code: 1, stdout: 'Nothing matches\n', stderr: '' })
  expect(await run(['bulk', 'preview', ...suspend])).toMatchObject({ code: 1 })
})
