import { requireRange, requireText } from '../../base/checks.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import type { Transaction } from '../../base/transaction.ts'
import { changesBetween, record } from '../../events/event.ts'
import { type Actor, authorize } from '../actor.ts'
import { FACE_NAMES, type Face, isFace, LISTED_FACES } from '../faces.ts'
import type { AccessStores, AllowedAddress } from '../store.ts'

type Parts = { read: AccessStores; change: Transaction<AccessStores> }

/** `faces` are those that listen to the address; the three that an older list holds for when left out. */
export type AddressDetails = { note?: string | undefined; faces?: readonly Face[] | undefined }

/** From where each face listens at all. A face that no entry names listens to anybody. */
export function makeAllowedAddresses({ read, change }: Parts) {
  return {
    async list(actor: Actor): Promise<AllowedAddress[]> {
      authorize(actor, 'access.read')
      return read.access.addresses.list()
    },

    /** An address, a CIDR range, or `10.1.*.*`. */
    async create(
      actor: Actor,
      range: string,
      { note = '', faces = LISTED_FACES }: AddressDetails = {},
    ): Promise<AllowedAddress> {
      authorize(actor, 'access.write')
      const entry = { cidr: requireRange(range), note: requireNote(note), faces: requireFaces(faces) }
      return change(async (tx) => {
        const id = await tx.access.addresses.insert(entry, tx.at)
        if (id === undefined) throw new Invalid('address', 'one that is not on the list yet', entry.cidr)
        await record(tx, actor, {
          kind: 'allowed_address.created',
          subjectId: id,
          description: `Allowed the address ${entry.cidr}`,
          changes: { note: [null, entry.note], faces: [null, entry.faces.join(', ')] },
        })
        return { id, ...entry, createdAt: tx.at }
      })
    },

    /** What is left out stays. */
    async update(actor: Actor, id: number, { note, faces }: AddressDetails): Promise<AllowedAddress> {
      authorize(actor, 'access.write')
      return change(async (tx) => {
        const before = await tx.access.addresses.lock(id)
        if (!before) throw new NotFound('allowed address', id)
        const after = { note: requireNote(note ?? before.note), faces: requireFaces(faces ?? before.faces) }
        const shown = ({ note, faces }: Pick<AllowedAddress, 'note' | 'faces'>) => ({ note, faces: faces.join(', ') })
        const changes = changesBetween<object>(shown(before), shown(after))
        if (Object.keys(changes).length === 0) return before
        await tx.access.addresses.update(id, after)
        await record(tx, actor, {
          kind: 'allowed_address.updated',
          subjectId: id,
          description: `Changed the allowed address ${before.cidr}`,
          changes,
        })
        return { ...before, ...after }
      })
    },

    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'access.write')
      await change(async (tx) => {
        const address = await tx.access.addresses.lock(id)
        if (!address || !(await tx.access.addresses.delete(id))) throw new NotFound('allowed address', id)
        await record(tx, actor, {
          kind: 'allowed_address.deleted',
          subjectId: id,
          description: `Took the address ${address.cidr} off the allow list`,
        })
      })
    },
  }
}

const requireNote = (note: string): string => requireText('note', note, 255, 0)

/** In the order of the faces, each once. */
function requireFaces(faces: readonly Face[]): readonly Face[] {
  if (faces.length === 0 || !faces.every(isFace))
    throw new Invalid('faces', `one or more of ${FACE_NAMES.join(', ')}`, faces.join(', '))
  return FACE_NAMES.filter((face) => faces.includes(face))
}
