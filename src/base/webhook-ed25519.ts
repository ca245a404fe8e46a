import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'

/*
 * The asymmetric scheme of the Standard Webhooks specification, `v1a`: ed25519 over the same text as `v1`. Who knows the
 * public key can check a message and make none.
 */

const SECRET = 'whsk_'
const PUBLIC = 'whpk_'
/** An ed25519 key in PKCS #8 is its 32 bytes behind these. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

export type WebhookKeyPair = {
  /** `whsk_` and base64 of the 32 bytes of the seed and the 32 of the public key. */
  readonly secret: string
  /** `whpk_` and base64 of 32 bytes. */
  readonly publicKey: string
}

export function makeWebhookKeyPair(): WebhookKeyPair {
  const { privateKey } = generateKeyPairSync('ed25519')
  const { d, x } = privateKey.export({ format: 'jwk' })
  const [seed, open] = [Buffer.from(d!, 'base64url'), Buffer.from(x!, 'base64url')]
  return {
    secret: SECRET + Buffer.concat([seed, open]).toString('base64'),
    publicKey: PUBLIC + open.toString('base64'),
  }
}

/** `v1a,` and the signature. `timestamp` is the text of its header, `body` what is sent. */
export function signAsymmetric(secret: string, id: string, timestamp: string, body: string): string {
  const seed = Buffer.from(secret.slice(SECRET.length), 'base64').subarray(0, 32)
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' })
  return `v1a,${sign(null, Buffer.from(`${id}.${timestamp}.${body}`), key).toString('base64')}`
}
