import { expect, test } from 'vitest'
import { NOW } from '../../../../test/provisioning/bench.ts'
import { openReceiverBench } from '../../../../test/provisioning/webhook-receiver.ts'
import { parseWebhookSecrets, signWebhook } from '../../../base/webhook-signature.ts'
import { type Send, WEBHOOK_SECRET } from '../../../fake-panels/webhook/webhook.ts'
import { callbacks } from './callback.ts'

test('a receiver that calls back is believed when its call is signed', async () => {
  const sent: { url: string; headers: Record<string, string>; body: string }[] = []
  const send: Send = (url, headers, body) => sent.push({ url, headers, body })
  const { run, account, server, accounts } = await openReceiverBench({ seed: { callbacks: true }, send })
  const callbackUrl = 'https://provisor.example.com/callbacks/op_1'
  const { outcome } = await run('create', { account: account(1) }, { callbackUrl })
  expect(outcome).toMatchObject({ class: 'unknown', cause: 'accepted, not finished' })
  expect(sent).toMatchObject([{ url: callbackUrl }])
  expect(await accounts()).toHaveLength(1)
  const about = { verb: 'create' as const, input: { account: account(1) }, operationId: 'op_1', server, now: NOW }
  expect(callbacks.check(sent[0]!, about)).toEqual({ id: 'cb_op_1_1' })
  expect(callbacks.read(sent[0]!, about)).toEqual({
    outcome: { class: 'done', text: 'Created user1', value: { username: 'user1', domain: 'site-1.example.com' } },
    remember: { external_ref: 'acc-prov1a2b-service-1' },
  })
})

test('a callback is about one operation, and says how it ended', async () => {
  const { account, server } = await openReceiverBench()
  const about = { verb: 'create' as const, input: { account: account(1) }, operationId: 'op_7', server, now: NOW }
  const callback = (body: object, keys = parseWebhookSecrets(WEBHOOK_SECRET)!) => {
    const text = JSON.stringify(body)
    return { headers: signWebhook(keys, 'cb_1', NOW, text), body: text }
  }
  const failed = { operation_id: 'op_7', status: 'failed', code: 'configuration', message: 'No such product' }
  expect(callbacks.read(callback(failed), about)).toMatchObject({ outcome: { class: 'configuration' } })
  expect(callbacks.read(callback({ operation_id: 'op_7', status: 'accepted' }), about)).toBeUndefined()
  expect(callbacks.read({ headers: {}, body: 'gone' }, about)).toBeUndefined()
  const check = (sent: ReturnType<typeof callback>, now = NOW) => callbacks.check(sent, { ...about, now })
  expect(check(callback({ operation_id: 'op_8', status: 'done' }))).toEqual({ refused: 'operation' })
  expect(check(callback({ operation_id: 'op_7' }, [Buffer.alloc(32)]))).toEqual({ refused: 'signature' })
  expect(check(callback({ operation_id: 'op_7' }), NOW + 400_000)).toEqual({ refused: 'timestamp' })
  expect(check({ ...callback({}), headers: {} as never })).toEqual({ refused: 'headers' })
})
