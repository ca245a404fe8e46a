import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { SecretFault, secretKeyFromFile } from './secret-key.ts'

export interface SecretBox {
  /** The fingerprint of the key that seals. */
  readonly fingerprint: string
  /** `v1.<key fingerprint>.<base64url>`; never the same twice, and as long as the text needs. */
  seal(plain: string): string
  /** Throws a `SecretFault` when the key is not at hand or the sealed text was altered. */
  open(sealed: string): string
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM. Seals under `key`, opens what `key` and any of the `oldKeys` sealed, so that keys can be rotated. */
export function openSecretBox({ key, oldKeys = [] }: { key: Buffer; oldKeys?: readonly Buffer[] }): SecretBox {
  const current = fingerprint(key)
  const sealingKeys = new Map([...oldKeys, key].map((one) => [fingerprint(one), hmacKey(one, 'seal')]))
  const sealingKey = sealingKeys.get(current)!

  return {
    fingerprint: current,
    seal(plain) {
      const head = `v1.${current}.`
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce).setAAD(Buffer.from(head))
      const body = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return head + body.toString('base64url')
    },
    open(sealed) {
      const [, head, named, text] = /^(v1\.([0-9a-f]{8})\.)([\w-]+)$/.exec(sealed) ?? []
      const body = Buffer.from(text ?? '', 'base64url')
      if (!head || !named || body.length < NONCE_BYTES + TAG_BYTES) throw damaged()
      const opening = sealingKeys.get(named)
      if (!opening) throw unknownKey(named, [...sealingKeys.keys()])
      const decipher = createDecipheriv('aes-256-gcm', opening, body.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(Buffer.from(head)).setAuthTag(body.subarray(-TAG_BYTES))
      try {
        const plain = decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES))
        return Buffer.concat([plain, decipher.final()]).toString('utf8')
      } catch (cause) {
        throw damaged(cause)
      }
    },
  }
}

const damaged = (cause?: unknown) =>
  new SecretFault('Opening a sealed secret: it was altered or cut', 'Enter the secret again, or restore it', cause)

const unknownKey = (named: string, known: readonly string[]) =>
  new SecretFault(
    `Opening a sealed secret: expected the key ${named}, got ${known.join(', ')}`,
    `Start with the secret key whose fingerprint is ${named}`,
  )

/** The 32 bytes under which secrets are kept: `envValue` (hex or base64) unless empty, else the data folder's own. */
export async function loadSecretKey(dataDir: string, envValue = ''): Promise<Buffer> {
  const value = envValue.trim()
  if (value === '') return secretKeyFromFile(dataDir)
  if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, 'hex')
  // Checked before decoding, which leaves out whatever does not fit: 43 characters are 32 bytes.
  if (/^[\w+/-]{43}=?$/.test(value)) return Buffer.from(value, 'base64')
  throw new SecretFault(
    `Reading PROVISOR_SECRET_KEY: expected 32 bytes as 64 hex digits or 44 base64 characters, got ${value.length} characters`,
    'Make one with: openssl rand -hex 32',
  )
}

/** Eight hex digits that name a key without telling anything about it. */
export function fingerprint(key: Buffer): string {
  return createHash('sha256').update('provisor secret key\0').update(key).digest('hex').slice(0, 8)
}

/** A key of its own for each purpose (HKDF), so that what one leaks says nothing about another. */
export function hmacKey(secretKey: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', `provisor ${purpose}`, 32))
}

/**
 * HMAC-SHA-256 in base64url, for secrets that are looked up or checked often and are themselves random. `parts` are kept
 * apart: ('a', 'bc') and ('ab', 'c') differ. Put the owner among them where equal secrets must not look equal.
 */
export function keyedDigest(key: Buffer, ...parts: readonly string[]): string {
  const hmac = createHmac('sha256', key)
  for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:`).update(part)
  return hmac.digest('base64url')
}

const comparing = randomBytes(32)

/** Compares without telling by its time where the two differ, or how long they are. */
export function sameSecret(a: string, b: string): boolean {
  const digestOf = (text: string) => createHmac('sha256', comparing).update(text).digest()
  return timingSafeEqual(digestOf(a), digestOf(b))
}
