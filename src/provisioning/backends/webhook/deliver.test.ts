import { expect, test } from 'vitest'
import { openReceiverBench } from '../../../../test/provisioning/webhook-receiver.ts'
import { WEBHOOK_SECRET } from '../../../fake-panels/webhook/webhook.ts'

test('a receiver whose clock differs says so; one that knows another secret does not know us', async () => {
  const skewed = await openReceiverBench()
  skewed.clock.advance(600_000)
  expect((await skewed.create()).outcome).toMatchObject({
    class: 'configuration',
    text: expect.stringContaining('clock'),
  })
  const other = await openReceiverBench({ settings: { secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` } })
  expect((await other.create()).outcome).toMatchObject({ class: 'authentication' })
})

test('while a secret is changed both are signed with, and a bearer token goes along where there is one', async () => {
  const both = `whsec_${Buffer.alloc(32, 1).toString('base64')} ${WEBHOOK_SECRET}`
  const { create, leaks } = await openReceiverBench({
    settings: { secret: both },
    server: { accessHash: 'b3arer-token' },
  })
  const ran = await create()
  expect(ran.outcome.class).toBe('done')
  expect(ran.trace[0]!.requestHeaders).toMatchObject({ authorization: '***', 'webhook-signature': '***' })
  expect(leaks()).toEqual([])
})
