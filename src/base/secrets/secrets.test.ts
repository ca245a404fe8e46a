import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { fingerprint, hmacKey, keyedDigest, loadSecretKey, openSecretBox, sameSecret } from './secrets.ts'

const key = Buffer.alloc(32, 1)
const otherKey = Buffer.alloc(32, 2)

async function emptyFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'provisor-secrets-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

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

test('a missing key is made in the data folder, for its owner alone, and stays the same', async () => {
  const dataDir = join(await emptyFolder(), 'new', 'folder')
  const made = await loadSecretKey(dataDir)
  expect(made).toHaveLength(32)
  expect(await loadSecretKey(dataDir)).toEqual(made)
  expect(await readFile(join(dataDir, 'secret.key'), 'utf8')).toBe(`${made.toString('hex')}\n`)
  expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600)
  expect(await readdir(dataDir)).toEqual(['secret.key'])
})

test('two data folders have two keys', async () => {
  expect(await loadSecretKey(await emptyFolder())).not.toEqual(await loadSecretKey(await emptyFolder()))
})

test('starters at the same time agree on one key', async () => {
  const dataDir = await emptyFolder()
  const keys = await Promise.all(Array.from({ length: 20 }, () => loadSecretKey(dataDir)))
  expect(new Set(keys.map((made) => made.toString('hex'))).size).toBe(1)
  expect(await readdir(dataDir)).toEqual(['secret.key'])
})

test('a key file that holds no key is refused and left alone', async () => {
  const dataDir = await emptyFolder()
  await writeFile(join(dataDir, 'secret.key'), 'not a key')
  await expect(loadSecretKey(dataDir)).rejects.toThrow('expected 64 hex digits, got 9 characters of something else')
  expect(await readFile(join(dataDir, 'secret.key'), 'utf8')).toBe('not a key')
})

test('a folder that cannot be written says what to do', async () => {
  const file = join(await emptyFolder(), 'file')
  await writeFile(file, '')
  await expect(loadSecretKey(file)).rejects.toMatchObject({ name: 'SecretFault', hint: expect.any(String) })
})

test.each([
  ['hex', key.toString('hex')],
  ['upper-case hex', Buffer.alloc(32, 0xab).toString('hex').toUpperCase(), Buffer.alloc(32, 0xab)],
  ['base64', Buffer.alloc(32, 0xfb).toString('base64'), Buffer.alloc(32, 0xfb)],
  ['base64url', Buffer.alloc(32, 0xfb).toString('base64url'), Buffer.alloc(32, 0xfb)],
  ['hex with a line end', `${key.toString('hex')}\n`],
])('a key from the environment may be %s, and no file is made', async (_, value, expected = key) => {
  const dataDir = await emptyFolder()
  expect(await loadSecretKey(dataDir, value)).toEqual(expected)
  expect(await readdir(dataDir)).toEqual([])
})

test.each([
  'hunter2hunter2',
  key.toString('hex').slice(1),
  `${'!'.repeat(43)}=`,
  Buffer.alloc(31).toString('base64url'),
])('a key from the environment that is not 32 bytes is refused without showing it: %s', async (value) => {
  const refused = loadSecretKey(await emptyFolder(), value)
  await expect(refused).rejects.toThrow('expected 32 bytes as 64 hex digits or 44 base64 characters')
  await expect(refused).rejects.not.toThrow(value)
})

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
