import { randomToken } from '../base/ids.ts'
import type { Transaction } from '../base/transaction.ts'
import type { SettingStore } from '../events/store.ts'

type Stores = { settings: SettingStore }
type Parts = { read: Stores; transaction: Transaction<Stores> }

/** Tells this installation's accounts from those of another one that works on the same panels. */
export function installationOf({ transaction }: Pick<Parts, 'transaction'>): Promise<string> {
  return transaction(async (tx) => {
    const known = await tx.settings.get('installation')
    if (known) return known
    const made = randomToken(10, 'abcdefghijkmnpqrstuvwxyz23456789')
    await tx.settings.set('installation', made)
    return made
  })
}

/** A database remembers the key that sealed its secrets; a node with another one must not run on it. */
export async function holdToSecretKey({ read, transaction }: Parts, print: string): Promise<void> {
  const known =
    (await read.settings.get('secret_key')) ??
    (await transaction(async (tx) => {
      const already = await tx.settings.get('secret_key')
      if (!already) await tx.settings.set('secret_key', print)
      return already ?? print
    }))
  if (known !== print) throw new WrongSecretKey(known, print)
}

class WrongSecretKey extends Error {
  readonly hint = 'Restore secret.key from the backup of the data folder, or set PROVISOR_SECRET_KEY to the key in use'
  constructor(expected: string, got: string) {
    super(`The secrets in this database are sealed with key ${expected}, and this node has key ${got}`)
    this.name = 'WrongSecretKey'
  }
}
