import { expect, test } from 'vitest'
import { messages, openReceiverBench } from '../../../../test/provisioning/webhook-receiver.ts'

test('a message says what is wished, of what, for whom, and until when', async () => {
  const { run, account } = await openReceiverBench()
  const product = { name: 'Starter', settings: { plan: 'starter', parameters: 'disk_mb = 5000\n\nzone=eu=west' } }
  const asked = {
    account: account(1, 'starter', { product, options: { Backups: 'Daily' }, customFields: { 'VAT no': 'x' } }),
  }
  const [message] = messages(await run('create', asked))
  expect(message).toMatchObject({
    type: 'provision.create',
    version: 1,
    timestamp: '2026-01-02T03:04:05.000Z',
    data: {
      operation_id: 'op_1',
      attempt: 1,
      deadline: '2026-01-02T03:04:35.000Z',
      callback_url: null,
      service: { id: '1', marker: 'prov1a2b-service-1', username: 'user1', product: 'starter', status: 'pending' },
      client: { id: '7', email: 'jane@example.com', first_name: 'Jane', country: 'GB' },
      params: { disk_mb: '5000', zone: 'eu=west' },
      options: { Backups: 'Daily' },
      custom_fields: { 'VAT no': 'x' },
      secrets: { password: '***' },
    },
  })
})

test('secrets travel with the two verbs that need them, and no other', async () => {
  const { run, account, name } = await openReceiverBench()
  const sent = async (ran: Promise<Parameters<typeof messages>[0]>) => 'secrets' in messages(await ran)[0].data
  expect(await sent(run('create', { account: account(1) }))).toBe(true)
  expect(await sent(run('suspend', { account: account(1), reason: '' }))).toBe(false)
  expect(await sent(run('accountState', { account: account(1) }))).toBe(false)
  expect(await sent(run('registerDomain', { domain: name(1) }))).toBe(false)
  expect(await sent(run('transferDomain', { domain: name(2) }))).toBe(true)
})

test('a change has the same id at every try, so that it is answered and not done again; a question always has another', async () => {
  const { run, account, accounts, fake } = await openReceiverBench({ faults: [{ name: 'reset', times: 1 }] })
  const first = await run('create', { account: account(1) })
  expect(first.outcome.class).toBe('unknown')
  const second = await run('create', { account: account(1) }, { attempt: 2 })
  expect(second.outcome).toMatchObject({ class: 'done', text: 'Created user1' })
  expect(await accounts()).toHaveLength(1)
  expect(fake.journal.map(({ effect }) => effect)).toEqual(['applied', 'none'])
  const ids = [first, second].map((ran) => ran.trace[0]!.requestHeaders['webhook-id'])
  expect(ids).toEqual(['op_1', 'op_1'])
  const looks = [
    await run('accountState', { account: account(1) }),
    await run('accountState', { account: account(1) }, { attempt: 2 }),
  ]
  expect(new Set(looks.map((ran) => ran.trace[0]!.requestHeaders['webhook-id'])).size).toBe(2)
})

test('a message that is too long is not sent', async () => {
  const { run, account, fake } = await openReceiverBench()
  const customFields = { notes: 'x'.repeat(20_000) }
  const { outcome } = await run('create', { account: account(1, 'starter', { customFields }) })
  expect(outcome).toMatchObject({ class: 'permanent', cause: 'message too long' })
  expect(fake.journal).toEqual([])
})
