import { expect, test } from 'vitest'
import { openInstallation } from '../../../test/support/command.ts'

const SETUP = [
  'currencies: [{ code: EUR }]',
  'paymentMethods: [{ module: banktransfer, name: Bank }]',
  'productGroups: [{ name: Hosting }]',
  'products: [{ name: Plain, group: Hosting, type: other, payType: free }]',
].join('\n')

test('without a server nobody is waited for', async () => {
  const { run } = await openInstallation(async () => undefined)
  await run(['staff', 'create', 'ada', '--no-password'])
  await run(['apply', '-'], SETUP)
  await run(['client', 'create', '--email', 'a@example.com', '--skip-validation'])
  const products = '[{"productId":1}]'
  await run(['order', 'create', '--client-id', '1', '--payment-method', 'banktransfer', '--products', products])
  const suspend = ['bulk', 'run', '--kind', 'services', '--action', 'suspend', '--why', 'a try', '--ids', '1', '--yes']
  expect(await run(suspend)).toMatchObject({ code: 0, stdout: expect.stringContaining('goes on by itself') })
})
