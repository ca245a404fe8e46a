import { randomToken } from '../base/ids.ts'
import type { Transaction } from '../base/transaction.ts'
import type { SettingStore } from '../events/store.ts'

type Stores = { settings: SettingStore }
type Parts = { transaction: Transaction<Stores> }

/** Tells this installation's accounts from those of another one that works on the same panels. */
export function installationOf({ transaction }: Parts): Promise<string> {
  return transaction(async (tx) => {
    const known = await tx.settings.get('installation')
    if (known) return known
    const made = randomToken(10, 'abcdefghijkmnpqrstuvwxyz23456789')
    await tx.settings.set('installation', made)
    return made
  })
}
