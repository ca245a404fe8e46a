import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** A fault of the secret key or of what was sealed under it, with what the operator can do about it. */
export class SecretFault extends Error {
  readonly hint: string
  constructor(message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'SecretFault'
    this.hint = hint
  }
}

/** Where the key of a data folder is, when the environment does not give one. */
export const secretKeyPath = (dataDir: string): string => join(dataDir, 'secret.key')

/** Reads the key file, or makes it with mode 0600 when it is missing. Starters at the same time get the same key. */
export async function secretKeyFromFile(dataDir: string): Promise<Buffer> {
  const path = secretKeyPath(dataDir)
  return (await readKey(path)) ?? (await createKey(dataDir, path))
}

async function readKey(path: string): Promise<Buffer | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    if (isCode(cause, 'ENOENT')) return undefined
    throw new SecretFault(`Reading ${path}: ${messageOf(cause)}`, 'Let the user of the server read it', cause)
  }
  if (/^[0-9a-f]{64}\s*$/i.test(text)) return Buffer.from(text.trim(), 'hex')
  throw new SecretFault(
    `Reading ${path}: expected 64 hex digits, got ${text.length} characters of something else`,
    'Restore the file from a backup: without it the stored secrets cannot be read',
  )
}

/** A link, not a rename: it fails where another starter was faster, so nobody goes on with a key that was replaced. */
async function createKey(dataDir: string, path: string): Promise<Buffer> {
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
    return made
  } catch (cause) {
    const faster = isCode(cause, 'EEXIST') ? await readKey(path) : undefined
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
