import { Invalid, NotFound } from '../refusal.ts'
import type { Within } from '../within.ts'
import { type Actor, authorize } from './actor.ts'
import { requireRange, requireText } from './details.ts'
import { record } from './event.ts'
import type { AccessStores, AllowedAddress } from './store.ts'

type Parts = { read: AccessStores; change: Within<AccessStores> }

/** From where the faces listen at all. An empty list means from anywhere. */
export function makeAllowedAddresses({ read, change }: Parts) {
  return {
    async list(actor: Actor): Promise<AllowedAddress[]> {
      authorize(actor, 'access.read')
      return read.access.addresses.list()
    },

    /** An address, a CIDR range, or `10.1.*.*`. */
    async allow(actor: Actor, range: string, note = ''): Promise<AllowedAddress> {
      authorize(actor, 'access.write')
      const cidr = requireRange(range)
      const words = requireText('note', note, 255, 0)
      return change(async (s) => {
        const id = await s.access.addresses.insert(cidr, words, s.at)
        if (id === undefined) throw new Invalid('address', 'one that is not on the list yet', cidr)
        await record(s, actor, {
          kind: 'address.allowed',
          subject: 'address',
          subjectId: id,
          description: `Allowed the address ${cidr}`,
          changes: { note: [null, words] },
        })
        return { id, cidr, note: words, createdAt: s.at }
      })
    },

    async disallow(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'access.write')
      await change(async (s) => {
        const address = await s.access.addresses.get(id)
        if (!address || !(await s.access.addresses.remove(id))) throw new NotFound('allowed address', id)
        await record(s, actor, {
          kind: 'address.disallowed',
          subject: 'address',
          subjectId: id,
          description: `Took the address ${address.cidr} off the allow list`,
        })
      })
    },
  }
}
