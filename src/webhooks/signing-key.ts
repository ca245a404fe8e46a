import { randomBytes } from 'node:crypto'
import type { SecretBox } from '../base/secrets/secrets.ts'
import { makeWebhookKeyPair, signAsymmetric } from '../base/webhook-ed25519.ts'
import { parseWebhookSecrets, signWebhook, type WebhookHeaders } from '../base/webhook-signature.ts'

/** HMAC under a secret of both sides, or ed25519, of which the receiver has the public key. */
export const SIGNATURE_SCHEMES = ['v1', 'v1a'] as const
export type SignatureScheme = (typeof SIGNATURE_SCHEMES)[number]

/** What messages to an endpoint are signed with. Instants are milliseconds. */
export type SigningKey = {
  readonly scheme: SignatureScheme
  /** `whsec_…` or `whsk_…`. */
  readonly sealed: string
  /** `whpk_…`; null of `v1`. */
  readonly publicKey: string | null
  readonly createdAt: number
  /** Signs until then beside the one that follows it; null: it is the present one. */
  readonly until: number | null
}

export type NewSigningKeys = {
  readonly keys: readonly SigningKey[]
  /** Of `v1`, told once; null where that is not used. */
  readonly secret: string | null
}

const SECRET_BYTES = 32

export function makeSigningKeys(secrets: SecretBox, schemes: readonly SignatureScheme[], at: number): NewSigningKeys {
  const present = { createdAt: at, until: null }
  const keys: SigningKey[] = []
  let secret: string | null = null
  if (schemes.includes('v1')) {
    secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`
    keys.push({ scheme: 'v1', sealed: secrets.seal(secret), publicKey: null, ...present })
  }
  if (schemes.includes('v1a')) {
    const pair = makeWebhookKeyPair()
    keys.push({ scheme: 'v1a', sealed: secrets.seal(pair.secret), publicKey: pair.publicKey, ...present })
  }
  return { keys, secret }
}

const isInUse = ({ until }: SigningKey, at: number): boolean => until === null || until > at

/** A signature by each key in use: who knows any of them can check the message. */
export function signedHeaders(
  secrets: SecretBox,
  keys: readonly SigningKey[],
  { id, at, body }: { id: string; at: number; body: string },
): WebhookHeaders {
  const opened = keys.filter((key) => isInUse(key, at)).map((key) => ({ ...key, secret: secrets.open(key.sealed) }))
  const shared = opened.filter(({ scheme }) => scheme === 'v1').flatMap(({ secret }) => parseWebhookSecrets(secret)!)
  const headers = signWebhook(shared, id, at, body)
  const asymmetric = opened
    .filter(({ scheme }) => scheme === 'v1a')
    .map(({ secret }) => signAsymmetric(secret, id, headers['webhook-timestamp'], body))
  const signatures = [headers['webhook-signature'], ...asymmetric].filter((signature) => signature !== '')
  return { ...headers, 'webhook-signature': signatures.join(' ') }
}
