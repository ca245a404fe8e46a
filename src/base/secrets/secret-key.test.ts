import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { keepOldKey, loadSecretKeys, writeSecretKeys } from './secret-key.ts'

const key = Buffer.alloc(32, 1)
const otherKey = Buffer.alloc(32, 2)

async function emptyFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'provisor-secrets-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

test('a missing key is made in the data folder, for its owner alone, and stays the same', async () => {
  const dataDir = join(await emptyFolder(), 'new', 'folder')
  const [made] = await loadSecretKeys(dataDir)
  expect(made).toHaveLength(32)
  expect(await loadSecretKeys(dataDir)).toEqual([made])
  expect(await readFile(join(dataDir, 'secret.key'), 'utf8')).toBe(`${made!.toString('hex')}\n`)
  expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600)
  expect(await readdir(dataDir)).toEqual(['secret.key'])
})

test('two data folders have two keys', async () => {
  expect(await loadSecretKeys(await emptyFolder())).not.toEqual(await loadSecretKeys(await emptyFolder()))
})

test('starters at the same time agree on one key', async () => {
  const dataDir = await emptyFolder()
  const keys = await Promise.all(Array.from({ length: 20 }, () => loadSecretKeys(dataDir)))
  expect(new Set(keys.map(([made]) => made!.toString('hex'))).size).toBe(1)
  expect(await readdir(dataDir)).toEqual(['secret.key'])
})

test('a key file that holds no key is refused and left alone', async () => {
  const dataDir = await emptyFolder()
  await writeFile(join(dataDir, 'secret.key'), 'not a key')
  await expect(loadSecretKeys(dataDir)).rejects.toThrow(
    'expected 64 hex digits a line, got 9 characters of something else',
  )
  expect(await readFile(join(dataDir, 'secret.key'), 'utf8')).toBe('not a key')
})

test('a folder that cannot be written says what to do', async () => {
  const file = join(await emptyFolder(), 'file')
  await writeFile(file, '')
  await expect(loadSecretKeys(file)).rejects.toMatchObject({ name: 'SecretFault', hint: expect.any(String) })
})

test.each([
  ['hex', key.toString('hex')],
  ['upper-case hex', Buffer.alloc(32, 0xab).toString('hex').toUpperCase(), Buffer.alloc(32, 0xab)],
  ['base64', Buffer.alloc(32, 0xfb).toString('base64'), Buffer.alloc(32, 0xfb)],
  ['base64url', Buffer.alloc(32, 0xfb).toString('base64url'), Buffer.alloc(32, 0xfb)],
  ['hex with a line end', `${key.toString('hex')}\n`],
])('a key from the environment may be %s, and no file is made', async (_, value, expected = key) => {
  const dataDir = await emptyFolder()
  expect(await loadSecretKeys(dataDir, value)).toEqual([expected])
  expect(await readdir(dataDir)).toEqual([])
})

test.each([
  'hunter2hunter2',
  key.toString('hex').slice(1),
  `${'!'.repeat(43)}=`,
  Buffer.alloc(31).toString('base64url'),
])('a key from the environment that is not 32 bytes is refused without showing it: %s', async (value) => {
  const refused = loadSecretKeys(await emptyFolder(), value)
  await expect(refused).rejects.toThrow('expected 32 bytes as 64 hex digits or 44 base64 characters')
  await expect(refused).rejects.not.toThrow(value)
})

test('several keys stand one a line or with commas, the newest first', async () => {
  const dataDir = await emptyFolder()
  await writeSecretKeys(dataDir, [otherKey, key])
  expect(await loadSecretKeys(dataDir)).toEqual([otherKey, key])
  expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600)
  expect(await loadSecretKeys(dataDir, `${key.toString('hex')}, ${otherKey.toString('base64')}`)).toEqual([
    key,
    otherKey,
  ])
  expect(await keepOldKey(dataDir, 'ab12cd34', key)).toBe(join(dataDir, 'secret.key.ab12cd34.old'))
  expect((await readdir(dataDir)).sort()).toEqual(['secret.key', 'secret.key.ab12cd34.old'])
})

test('no key is made where the database remembers one', async () => {
  const dataDir = await emptyFolder()
  await expect(loadSecretKeys(dataDir, '', 'ab12cd34')).rejects.toThrow('sealed with key ab12cd34, and there is no')
  expect(await readdir(dataDir)).toEqual([])
})

test('a file that cannot be written is told of, and stays as it was', async () => {
  const dataDir = await emptyFolder()
  const file = join(dataDir, 'file')
  await writeFile(file, '')
  await expect(writeSecretKeys(file, [key])).rejects.toMatchObject({ name: 'SecretFault', hint: expect.any(String) })
  expect(await readdir(dataDir)).toEqual(['file'])
})
