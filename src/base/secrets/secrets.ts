import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { SecretFault } from './secret-fault.ts'

export interface SecretBox {
  /** The fingerprint of the key that seals. */
  readonly fingerprint: string
  /** `v1.<key fingerprint>.<base64url>`; never the same twice, and as long as the text needs. */
  seal(plain: string): string
  /** Throws a `SecretFault` when the key is not at hand or the sealed text was altered. */
  open(sealed: string): string
}

/** A box whose keys come and go while it is in use: what a process holds while the secret key is rotated. */
export interface KeyRing extends SecretBox {
  /** Fingerprints of the keys at hand, as they were given. */
  names(): string[]
  has(name: string): boolean
  add(keys: readonly Buffer[]): void
  /** Seals with this key from now on. Throws a `SecretFault` when it is not at hand. */
  use(name: string): void
  /** Forgets a key. The one that seals stays. */
  drop(name: string): void
  /** A key of a purpose, as it was derived from one of the keys; for what is from before such keys were stored. */
  derive(name: string, purpose: string): Buffer
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM. Seals under `key`, opens what `key` and any of the `oldKeys` sealed, so that keys can be rotated. */
export function openSecretBox({ key, oldKeys = [] }: { key: Buffer; oldKeys?: readonly Buffer[] }): KeyRing {
  const keys = new Map<string, { secret: Buffer; sealing: Buffer }>()
  let current = fingerprint(key)

  function add(given: readonly Buffer[]): void {
    for (const secret of given) {
      const name = fingerprint(secret)
      if (!keys.has(name)) keys.set(name, { secret, sealing: hmacKey(secret, 'seal') })
    }
  }
  add([key, ...oldKeys])

  function held(name: string) {
    const found = keys.get(name)
    if (!found) throw unknownKey(name, [...keys.keys()])
    return found
  }

  return {
    get fingerprint() {
      return current
    },
    names: () => [...keys.keys()],
    has: (name) => keys.has(name),
    add,
    use(name) {
      held(name)
      current = name
    },
    drop(name) {
      if (name !== current) keys.delete(name)
    },
    derive: (name, purpose) => hmacKey(held(name).secret, purpose),
    seal(plain) {
      const head = `v1.${current}.`
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', held(current).sealing, nonce).setAAD(Buffer.from(head))
      const body = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return head + body.toString('base64url')
    },
    open(sealed) {
      const [, head, named, text] = /^(v1\.([0-9a-f]{8})\.)([\w-]+)$/.exec(sealed) ?? []
      const body = Buffer.from(text ?? '', 'base64url')
      if (!head || !named || body.length < NONCE_BYTES + TAG_BYTES) throw damaged()
      const decipher = createDecipheriv('aes-256-gcm', held(named).sealing, body.subarray(0, NONCE_BYTES), {
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

/** The fingerprint of the key that sealed a text; undefined for what is no sealed text. */
export const keyNameOf = (sealed: string): string | undefined => /^v1\.([0-9a-f]{8})\.[\w-]+$/.exec(sealed)?.[1]

const damaged = (cause?: unknown) =>
  new SecretFault('Opening a sealed secret: it was altered or cut', 'Enter the secret again, or restore it', cause)

const unknownKey = (named: string, known: readonly string[]) =>
  new SecretFault(
    `Opening a sealed secret: expected the key ${named}, got ${known.join(', ')}`,
    `Start with the secret key whose fingerprint is ${named}`,
  )

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
