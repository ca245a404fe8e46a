import { type Actor, authorize } from '../../access/actor.ts'
import { requireLines } from '../../base/checks.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import { record } from '../../events/event.ts'
import { lockTarget } from '../operations/target.ts'
import type { ProvisioningParts, ProvisioningTx } from '../parts.ts'
import { ProvisioningRefused } from '../refused.ts'
import type { SettlingEntry } from '../store.ts'
import type { EntryNote } from './queue-entry.ts'
import { PROVISIONING_EVENTS } from './queue-events.ts'

const LONGEST = 4000
/** Of one entry: who needs more has a ticket. */
const MOST = 100

/** What people write down about an entry, for whoever opens it after them. */
export function makeEntryNotes({ read, transaction }: ProvisioningParts) {
  return {
    /** The oldest first. */
    async notes(actor: Actor, entryId: number): Promise<EntryNote[]> {
      authorize(actor, 'provisioning.read')
      if (!(await read.moduleQueue.get(entryId))) throw new NotFound('queue entry', entryId)
      return read.moduleQueue.notes(entryId)
    },

    async addNote(actor: Actor, entryId: number, text: string): Promise<EntryNote> {
      authorize(actor, 'provisioning.write')
      const words = requireLines('text', text, LONGEST).trim()
      if (words === '') throw new Invalid('text', 'a note that is not empty')
      return transaction(async (tx) => {
        const entry = await lockSubject(tx, entryId)
        if ((await tx.moduleQueue.notes(entryId)).length >= MOST)
          throw new ProvisioningRefused('too_many_notes', `Entry ${entryId} has ${MOST} notes already`, { most: MOST })
        const note = { entryId, text: words, staffId: actor.kind === 'staff' ? actor.id : null, by: actor.name }
        const id = await tx.moduleQueue.addNote(note, tx.at)
        await told(tx, actor, entry, 'has a note', [null, id])
        return { id, ...note, at: tx.at }
      })
    },

    /** One's own. */
    async deleteNote(actor: Actor, entryId: number, id: number): Promise<void> {
      authorize(actor, 'provisioning.write')
      await transaction(async (tx) => {
        const entry = await lockSubject(tx, entryId)
        const note = await tx.moduleQueue.note(id)
        if (note?.entryId !== entryId) throw new NotFound('note', id)
        const isOwn = actor.kind === 'staff' ? note.staffId === actor.id : note.staffId === null
        if (!isOwn) throw new ProvisioningRefused('not_owner', `Note ${id} is of ${note.by}`, { note: id })
        await tx.moduleQueue.deleteNote(id)
        await told(tx, actor, entry, 'has a note less', [id, null])
      })
    },
  }
}

async function lockSubject(tx: ProvisioningTx, entryId: number): Promise<SettlingEntry & { clientId: number }> {
  const entry = await tx.moduleQueue.get(entryId)
  if (!entry) throw new NotFound('queue entry', entryId)
  const target = await lockTarget(tx, entry.serviceType, entry.serviceId)
  return { ...entry, clientId: target?.clientId ?? 0 }
}

const told = (
  tx: ProvisioningTx,
  actor: Actor,
  { id, action, serviceType, serviceId, clientId }: SettlingEntry & { clientId: number },
  what: string,
  note: readonly [number | null, number | null],
): Promise<void> =>
  record(tx, actor, {
    kind: PROVISIONING_EVENTS.noted[serviceType],
    subjectId: serviceId,
    clientId,
    description: `${action} of ${serviceType} ${serviceId}, which failed, ${what}`,
    changes: { entry: [null, id], note },
  })
