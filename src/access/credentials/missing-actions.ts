import type { Transaction } from '../../base/transaction.ts'
import { type Actor, authorize } from '../actor.ts'
import type { Face } from '../faces.ts'
import type { AccessStore, MissingAction } from '../store.ts'

type MissingStores = { access: Pick<AccessStore, 'missing'> }
type Parts = { read: MissingStores; transaction: Transaction<MissingStores> }

/** Names come from strangers: so many for each credential, and so long; the rest is counted as one. */
const NAMES = 100
const LONGEST = 64
const OTHER = '(other)'

/** What scripts ask for and we lack. */
export function makeMissingActions({ read, transaction }: Parts) {
  return {
    /** `credentialId` is 0 for a staff login. Names that differ by case only are one. */
    async count(face: Face, credentialId: number, action: string): Promise<void> {
      const name = action
        .replace(/\p{Cc}/gu, '')
        .trim()
        .toLowerCase()
      const known = name === '' || name.length > LONGEST ? OTHER : name
      await transaction(async (tx) => {
        const { missing } = tx.access
        if (await missing.again(face, credentialId, known, tx.at)) return
        const isFull = (await missing.distinct(face, credentialId)) >= NAMES
        await missing.add(face, credentialId, isFull ? OTHER : known, tx.at)
      })
    },

    /** Most called first. */
    async list(actor: Actor): Promise<MissingAction[]> {
      authorize(actor, 'system.read')
      return read.access.missing.list()
    },
  }
}
