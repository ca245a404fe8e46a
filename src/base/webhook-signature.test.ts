import { expect, test } from 'vitest'
import { checkWebhook, parseWebhookSecrets, signWebhook } from './webhook-signature.ts'

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const NOW = 1_614_265_330_000
const BODY = '{"test": 2432232314}'
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek'
const keys = parseWebhookSecrets(SECRET)!
const others = parseWebhookSecrets(`whsec_${Buffer.alloc(32, 7).toString('base64')}`)!

test('the example that the libraries of the specification test themselves with', () => {
  expect(signWebhook(keys, ID, NOW, BODY)).toEqual({
    'webhook-id': ID,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('what was signed is valid, and gives the id', () => {
  expect(checkWebhook(keys, signWebhook(keys, ID, NOW, BODY), NOW, BODY)).toEqual({ valid: true, id: ID })
})

test('while a secret rotates, either side may know only one of the two', () => {
  const both = parseWebhookSecrets(`${SECRET} whsec_${Buffer.alloc(32, 7).toString('base64')}`)!
  const headers = signWebhook(both, ID, NOW, BODY)
  expect(headers['webhook-signature'].split(' ')).toHaveLength(2)
  for (const known of [keys, others]) expect(checkWebhook(known, headers, NOW, BODY)).toMatchObject({ valid: true })
  expect(checkWebhook(both, signWebhook(others, ID, NOW, BODY), NOW, BODY)).toMatchObject({ valid: true })
})

test.each([
  ['another body', { body: `${BODY} ` }, 'signature'],
  ['another id', { headers: { 'webhook-id': 'msg_other' } }, 'signature'],
  ['another time', { headers: { 'webhook-timestamp': '1614265331' } }, 'signature'],
  [
    'another version',
    { headers: { 'webhook-signature': 'v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' } },
    'signature',
  ],
  ['no signature', { headers: { 'webhook-signature': undefined } }, 'headers'],
  ['a time that is none', { headers: { 'webhook-timestamp': 'soon' } }, 'headers'],
  ['no id', { headers: { 'webhook-id': undefined } }, 'headers'],
  ['six minutes later', { now: NOW + 360_000 }, 'timestamp'],
  ['six minutes earlier', { now: NOW - 360_000 }, 'timestamp'],
])('%s is not valid', (_, changed: { body?: string; headers?: object; now?: number }, why) => {
  const headers = { ...signWebhook(keys, ID, NOW, BODY), ...changed.headers }
  expect(checkWebhook(keys, headers, changed.now ?? NOW, changed.body ?? BODY)).toEqual({ valid: false, why })
})

test.each(['', 'whsec_', 'whsec_c2hvcnQ=', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', `${SECRET} whsec_!`])(
  '%j is no secret',
  (text) => {
    expect(parseWebhookSecrets(text)).toBeUndefined()
  },
)
