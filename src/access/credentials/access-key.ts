import { Invalid } from '../../base/refusal.ts'
import { MASK } from '../../base/secrets/sealed.ts'
import { keyedDigest, sameSecret } from '../../base/secrets/secrets.ts'
import type { Transaction } from '../../base/transaction.ts'
import { record } from '../../events/event.ts'
import type { SettingStore } from '../../events/store.ts'
import { type Actor, authorize } from '../actor.ts'
import type { AccessStores } from '../store.ts'

const SETTING = 'access_key'
/** The digests of the same text as an API secret and as the access key differ. */
const PURPOSE = 'access key'

type Parts = { change: Transaction<AccessStores>; digestKey: Buffer }

/** One text for the installation that stands in for an allowed address. It lets nobody in by itself. */
export function makeAccessKey({ change, digestKey }: Parts) {
  return {
    /**
     * Letters, digits and `!@#$%.()*[]-_`, as clients can send them; null takes the key away. False when it was so
     * already, and nothing was written.
     */
    async set(actor: Actor, key: string | null): Promise<boolean> {
      authorize(actor, 'access.write')
      if (key !== null && (key.length > 255 || !/^[A-Za-z0-9!@#$%.()*[\]\-_]+$/.test(key)))
        throw new Invalid('access key', '1 to 255 letters, digits and ! @ # $ % . ( ) * [ ] - _')
      return change(async (tx) => {
        const isKey = await readAccessKey(tx.settings, digestKey)
        if (key === null ? !(await tx.settings.get(SETTING)) : isKey(key)) return false
        await tx.settings.set(SETTING, key === null ? '' : keyedDigest(digestKey, PURPOSE, key))
        await record(tx, actor, {
          kind: 'access_key.updated',
          subjectId: 0,
          description: key === null ? 'Removed the access key' : 'Changed the access key',
          changes: { key: [MASK, MASK] },
        })
        return true
      })
    },
  }
}

/** A test for the key that is set now. */
export async function readAccessKey(settings: SettingStore, digestKey: Buffer): Promise<(key: string) => boolean> {
  const stored = await settings.get(SETTING)
  return (key) => !!stored && sameSecret(keyedDigest(digestKey, PURPOSE, key), stored)
}
