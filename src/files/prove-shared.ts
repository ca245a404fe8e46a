import { randomBytes } from 'node:crypto'
import { access, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Transaction } from '../base/transaction.ts'
import type { SettingStore } from '../events/store.ts'

type Stores = { settings: SettingStore }

const SETTING = 'files.probe'

/**
 * The first node leaves a file with a name that nobody guesses, and tells the database. Every other one must find it in
 * the folder that it was given, or files that one node stores would be missing on another.
 */
export async function proveShared(
  folder: string,
  { read, transaction }: { read: Stores; transaction: Transaction<Stores> },
): Promise<void> {
  const pathOf = (token: string) => join(folder, `provisor-${token}`)
  let token: string
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    token = (await read.settings.get(SETTING)) ?? (await leaveProbe())
  } catch (cause) {
    throw new FilesFolderRefused(folder, 'it cannot be written', cause)
  }
  await access(pathOf(token)).catch((cause) => {
    throw new FilesFolderRefused(folder, `provisor-${token}, which another node left, is not in it`, cause)
  })

  /** The file comes before the word of it, so that nobody looks for one that is still to come. */
  async function leaveProbe(): Promise<string> {
    const fresh = randomBytes(8).toString('hex')
    await writeFile(pathOf(fresh), 'Shows that all nodes see this folder. Keep it.\n', { mode: 0o600 })
    const known = await transaction(async (tx) => {
      const other = await tx.settings.get(SETTING)
      if (other === undefined) await tx.settings.set(SETTING, fresh)
      return other ?? fresh
    })
    if (known !== fresh) await rm(pathOf(fresh))
    return known
  }
}

export class FilesFolderRefused extends Error {
  readonly hint = 'Name the folder that all nodes share, such as a network mount, in --files-dir'
  constructor(folder: string, why: string, cause: unknown) {
    super(`The files folder ${folder} does not do: ${why}`, { cause })
    this.name = 'FilesFolderRefused'
  }
}
