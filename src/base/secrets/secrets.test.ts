import { expect, test } from 'vitest'
import { fingerprint, hmacKey, keyedDigest, keyNameOf, openSecretBox, sameSecret } from './secrets.ts'

const key = Buffer.alloc(32, 1)
const otherKey = Buffer.alloc(32, 2)

test('what was sealed opens again, whatever it holds', () => {
  const box = openSecretBox({ key })
  for (const plain of ['', 'hunter2', 'pässwörd 🔑\u0000\n', 'x'.repeat(10_000)]) {
    expect(box.open(box.seal(plain))).toBe(plain)
  }
})

test('a sealed text names its key, hides the plain one, and is never the same twice', () => {
  const box = openSecretBox({ key })
  const sealed = box.seal('hunter2')
  expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\.[\w-]+$/)
  expect(sealed.split('.')[1]).toBe(fingerprint(key))
  expect(box.fingerprint).toBe(fingerprint(key))
  expect(Buffer.from(sealed.split('.')[2]!, 'base64url').toString('latin1')).not.toContain('hunter2')
  expect(box.seal('hunter2')).not.toBe(sealed)
})

test('after a rotation old texts still open, and new ones are sealed under the new key', () => {
  const old = openSecretBox({ key }).seal('from before')
  const rotated = openSecretBox({ key: otherKey, oldKeys: [key] })
  expect(rotated.open(old)).toBe('from before')
  expect(rotated.seal('now').split('.')[1]).toBe(fingerprint(otherKey))
  expect(openSecretBox({ key: otherKey }).open(rotated.seal('now'))).toBe('now')
})

test('a text of an unknown key is refused by the name of that key', () => {
  const sealed = openSecretBox({ key }).seal('hunter2')
  expect(() => openSecretBox({ key: otherKey }).open(sealed)).toThrow(
    expect.objectContaining({
      name: 'SecretFault',
      message: `Opening a sealed secret: expected the key ${fingerprint(key)}, got ${fingerprint(otherKey)}`,
      hint: `Start with the secret key whose fingerprint is ${fingerprint(key)}`,
    }),
  )
})

test('no byte of a sealed text can change unnoticed', () => {
  const box = openSecretBox({ key, oldKeys: [otherKey] })
  const [version, name, body] = box.seal('hunter2').split('.')
  const bytes = Buffer.from(body!, 'base64url')
  for (let index = 0; index < bytes.length; index++) {
    const altered = Buffer.from(bytes)
    altered[index]! ^= 1
    expect(() => box.open(`${version}.${name}.${altered.toString('base64url')}`)).toThrow('altered or cut')
  }
  expect(() => box.open(`${version}.${fingerprint(otherKey)}.${body}`)).toThrow('altered or cut')
})

test.each(['', 'hunter2', 'v1.00000000.', 'v1.00000000.AAAA', 'v2.00000000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'])(
  '%j is not a sealed text',
  (text) => {
    expect(() => openSecretBox({ key }).open(text)).toThrow('altered or cut')
  },
)

test('a fingerprint tells keys apart', () => {
  expect(fingerprint(key)).toMatch(/^[0-9a-f]{8}$/)
  expect(fingerprint(key)).toBe(fingerprint(Buffer.from(key)))
  expect(fingerprint(key)).not.toBe(fingerprint(otherKey))
})

test('every purpose and every secret key has a derived key of its own', () => {
  const derived = [hmacKey(key, 'api keys'), hmacKey(key, 'service passwords'), hmacKey(otherKey, 'api keys'), key]
  expect(new Set(derived.map((one) => one.toString('hex'))).size).toBe(4)
  expect(hmacKey(key, 'api keys')).toEqual(hmacKey(key, 'api keys'))
  expect(hmacKey(key, 'api keys')).toHaveLength(32)
})

test('a digest depends on the key, on every part, and on where the parts end', () => {
  const digests = [
    keyedDigest(key, 'a', 'bc'),
    keyedDigest(key, 'ab', 'c'),
    keyedDigest(key, 'abc'),
    keyedDigest(key, 'a', 'bc', ''),
    keyedDigest(key, '1:a2:bc'),
    keyedDigest(otherKey, 'a', 'bc'),
  ]
  expect(new Set(digests).size).toBe(digests.length)
  expect(keyedDigest(key, 'a', 'bc')).toBe(digests[0])
  expect(digests[0]).toMatch(/^[\w-]{43}$/)
})

test.each([
  ['hunter2', 'hunter2', true],
  ['', '', true],
  ['hunter2', 'hunter3', false],
  ['hunter2', 'hunter22', false],
  ['hunter2', '', false],
  ['é', 'e', false],
])('%j and %j: the same secret is %s', (a, b, same) => {
  expect(sameSecret(a, b)).toBe(same)
})

test('keys come and go while the box is in use', () => {
  const ring = openSecretBox({ key })
  const before = ring.seal('from before')
  expect(keyNameOf(before)).toBe(fingerprint(key))
  expect(keyNameOf('hunter2')).toBeUndefined()
  expect(() => ring.use(fingerprint(otherKey))).toThrow('expected the key')
  ring.add([otherKey, key])
  expect(ring.names()).toEqual([fingerprint(key), fingerprint(otherKey)])
  ring.use(fingerprint(otherKey))
  expect(ring.fingerprint).toBe(fingerprint(otherKey))
  expect(keyNameOf(ring.seal('now'))).toBe(fingerprint(otherKey))
  expect(ring.open(before)).toBe('from before')
  ring.drop(fingerprint(otherKey))
  expect(ring.has(fingerprint(otherKey))).toBe(true)
  ring.drop(fingerprint(key))
  expect(() => ring.open(before)).toThrow('expected the key')
})
