import { randomBytes } from 'node:crypto'
import { SecretFault } from '../base/secrets/secret-fault.ts'
import type { SecretBox } from '../base/secrets/secrets.ts'
import type { Tx } from '../base/transaction.ts'
import type { KeyStores } from './store.ts'

/** Keys that never change: what they made (digests, seals of the log, signatures of pages) is not to be made anew. */
const KEY_NAMES = ['credentials', 'outbound', 'chain'] as const
export type InstallationKeys = Readonly<Record<(typeof KEY_NAMES)[number], Buffer>>

/** For a database that is new. */
export async function createInstallationKeys(tx: Tx<KeyStores>, secrets: SecretBox): Promise<void> {
  for (const name of KEY_NAMES) await tx.keys.insert(name, secrets.seal(randomBytes(32).toString('hex')), tx.at)
}

/** Throws a `SecretFault` where one is missing: a new one would not fit what the old one made. */
export async function openInstallationKeys(
  { keys }: Pick<KeyStores, 'keys'>,
  secrets: SecretBox,
): Promise<InstallationKeys> {
  const sealed = new Map((await keys.list()).map((row) => [row.name, row.sealed]))
  const opened = KEY_NAMES.map((name) => {
    const text = sealed.get(name)
    if (text !== undefined) return [name, Buffer.from(secrets.open(text), 'hex')] as const
    throw new SecretFault(
      `The key ${name} of this installation is missing in the database`,
      'Restore the table keys from a backup: without it neither credentials nor the activity log can be verified',
    )
  })
  return Object.fromEntries(opened) as InstallationKeys
}
