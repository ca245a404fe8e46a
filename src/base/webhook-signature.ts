import { createHmac, timingSafeEqual } from 'node:crypto'

/*
 * Signatures as the Standard Webhooks specification has them (its symmetric scheme, `v1`), in both directions. Written
 * after the public specification: github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md.
 */

export type WebhookHeaders = {
  'webhook-id': string
  'webhook-timestamp': string
  'webhook-signature': string
}

export type WebhookCheck =
  | { valid: true; id: string }
  /** `headers`: one is missing or unreadable. `timestamp`: too old, or from the future. */
  | { valid: false; why: 'headers' | 'timestamp' | 'signature' }

const TOLERANCE_S = 300
const PREFIX = 'whsec_'
const SECRET_BYTES = { least: 24, most: 64 }

/**
 * The keys in a text of one or more secrets (`whsec_` and base64, apart by blanks): two while one takes over from the
 * other. Undefined when one of them is no secret, or there is none.
 */
export function parseWebhookSecrets(text: string): readonly Buffer[] | undefined {
  const keys = text.trim().split(/\s+/).map(keyOf)
  return keys.every((key) => key !== undefined) ? keys : undefined
}

function keyOf(secret: string): Buffer | undefined {
  const encoded = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : ''
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return undefined
  const key = Buffer.from(encoded, 'base64')
  return key.length >= SECRET_BYTES.least && key.length <= SECRET_BYTES.most ? key : undefined
}

/** One signature for each key. `body` are the exact bytes that are sent; `now` is in milliseconds. */
export function signWebhook(keys: readonly Buffer[], id: string, now: number, body: string | Buffer): WebhookHeaders {
  const timestamp = String(Math.floor(now / 1000))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': keys.map((key) => `v1,${signature(key, id, timestamp, body).toString('base64')}`).join(' '),
  }
}

/** Header names in lower case. A signature by any of the keys will do. */
export function checkWebhook(
  keys: readonly Buffer[],
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  now: number,
  body: string | Buffer,
): WebhookCheck {
  const [id, timestamp, signatures] = [
    headers['webhook-id'],
    headers['webhook-timestamp'],
    headers['webhook-signature'],
  ]
  if (typeof id !== 'string' || id === '' || typeof signatures !== 'string') return { valid: false, why: 'headers' }
  if (typeof timestamp !== 'string' || !/^\d{1,15}$/.test(timestamp)) return { valid: false, why: 'headers' }
  const given = signatures.split(' ').map((one) => /^v1,(.+)$/.exec(one)?.[1] ?? '')
  const matches = keys.some((key) => {
    const expected = signature(key, id, timestamp, body)
    return given.some((one) => same(expected, Buffer.from(one, 'base64')))
  })
  if (!matches) return { valid: false, why: 'signature' }
  // After the signature: only who knows the secret learns how our clocks differ.
  if (Math.abs(now / 1000 - Number(timestamp)) > TOLERANCE_S) return { valid: false, why: 'timestamp' }
  return { valid: true, id }
}

const signature = (key: Buffer, id: string, timestamp: string, body: string | Buffer): Buffer =>
  createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest()

const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)
