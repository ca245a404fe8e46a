import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { SecretFault } from './secret-fault.ts'

/** Where the key of a data folder is, when the environment does not give one. */
export const secretKeyPath = (dataDir: string): string => join(dataDir, 'secret.key')

/**
 * The keys, each 32 bytes, under which secrets are kept: of `envValue` (hex or base64, with commas between them) unless it
 * is empty, else of the data folder's own file, one a line. The first is the newest. Where there is none, one is made for
 * the folder, unless the database `remembers` one: then the right one is elsewhere.
 */
export async function loadSecretKeys(dataDir: string, envValue = '', remembered?: string): Promise<Buffer[]> {
  if (envValue.trim() !== '') return envValue.split(',').map(keyOfText)
  const path = secretKeyPath(dataDir)
  const present = await readSecretKeys(dataDir)
  if (present) return present
  if (remembered === undefined) return createKey(dataDir, path)
  throw new SecretFault(
    `The secrets in this database are sealed with key ${remembered}, and there is no ${path}`,
    'Restore secret.key from the backup of the data folder, or set PROVISOR_SECRET_KEY to the key in use',
  )
}

function keyOfText(text: string): Buffer {
  const value = text.trim()
  if (/^[0-9a-f]{64}$/i.test(value)) return Buffer.from(value, 'hex')
  // Checked before decoding, which leaves out whatever does not fit: 43 characters are 32 bytes.
  if (/^[\w+/-]{43}=?$/.test(value)) return Buffer.from(value, 'base64')
  throw new SecretFault(
    `Reading PROVISOR_SECRET_KEY: expected 32 bytes as 64 hex digits or 44 base64 characters, got ${value.length} characters`,
    'Make one with: openssl rand -hex 32',
  )
}

/** Those of the file; undefined where there is none. */
export async function readSecretKeys(dataDir: string): Promise<Buffer[] | undefined> {
  const path = secretKeyPath(dataDir)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return undefined
    throw new SecretFault(`Reading ${path}: ${messageOf(cause)}`, 'Let the user of the server read it', cause)
  }
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length > 0 && lines.length <= MOST_KEYS && lines.every((line) => /^[0-9a-f]{64}$/i.test(line)))
    return lines.map((line) => Buffer.from(line, 'hex'))
  throw new SecretFault(
    `Reading ${path}: expected 64 hex digits a line, got ${text.length} characters of something else`,
    'Restore the file from a backup: without it the stored secrets cannot be read',
  )
}

const MOST_KEYS = 8

/** Puts these in the place of the file's, whole or not at all. */
export async function writeSecretKeys(dataDir: string, keys: readonly Buffer[]): Promise<void> {
  await putSecretFile(dataDir, secretKeyPath(dataDir), keys)
}

/** A key that seals nothing any more stays beside the file, for backups that it sealed. Answers its path. */
export async function keepOldKey(dataDir: string, name: string, key: Buffer): Promise<string> {
  const path = `${secretKeyPath(dataDir)}.${name}.old`
  await putSecretFile(dataDir, path, [key])
  return path
}

async function putSecretFile(dataDir: string, path: string, keys: readonly Buffer[]): Promise<void> {
  const draft = `${path}.${randomBytes(8).toString('hex')}.tmp`
  try {
    await writeDurably(draft, keys.map((key) => `${key.toString('hex')}\n`).join(''))
    await rename(draft, path)
    await syncFolder(dataDir)
  } catch (cause) {
    await unlink(draft).catch(() => {})
    throw new SecretFault(`Writing ${path}: ${messageOf(cause)}`, 'Let the user of the server write there', cause)
  }
}

/** A link, not a rename: it fails where another starter was faster, so nobody goes on with a key that was replaced. */
async function createKey(dataDir: string, path: string): Promise<Buffer[]> {
  const made = randomBytes(32)
  const draft = `${path}.${randomBytes(8).toString('hex')}.tmp`
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    await writeDurably(draft, `${made.toString('hex')}\n`)
    try {
      await link(draft, path)
    } finally {
      await unlink(draft)
    }
    await syncFolder(dataDir)
    return [made]
  } catch (cause) {
    const faster = isCode(cause, 'EEXIST') ? await readSecretKeys(dataDir) : undefined
    if (faster) return faster
    throw new SecretFault(
      `Creating ${path}: ${messageOf(cause)}`,
      'Let the user of the server write there, or give the key as PROVISOR_SECRET_KEY',
      cause,
    )
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const isCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
