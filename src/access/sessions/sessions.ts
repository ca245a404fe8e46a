import { NotFound, Refusal } from '../../base/refusal.ts'
import type { Transaction, Tx } from '../../base/transaction.ts'
import { record } from '../../events/event.ts'
import { type Actor, authorize, may } from '../actor.ts'
import type { AccessStores } from '../store.ts'
import type { Session } from './session.ts'

type Parts = { read: AccessStores; change: Transaction<AccessStores>; now: () => number }

/** Browsers in which people are signed in: everybody sees and ends their own, who manages access those of all. */
export function makeSessions({ read, change, now }: Parts) {
  return {
    /** Of the one who asks; with `staffId` of another, and with `all` of everybody. */
    async list(actor: Actor, { staffId, all }: { staffId?: number | undefined; all?: boolean | undefined } = {}) {
      const isOwn = !all && (staffId === undefined || isMember(actor, staffId))
      if (!isOwn) authorize(actor, 'access.read')
      return read.access.sessions.list(all ? undefined : (staffId ?? actor.id), now())
    },

    /** Signed out there, from the next request on. */
    async end(actor: Actor, id: number): Promise<void> {
      await change(async (tx) => {
        const session = await tx.access.sessions.get(id)
        // That there is one of somebody else is nobody's business.
        if (!session || !(isMember(actor, session.staffId) || may(actor, 'access.write')))
          throw new NotFound('session', id)
        await endSession(tx, actor, session)
      })
    },

    /** Of a member, all but the one from which it is asked. Says how many. */
    async endAll(actor: Actor, staffId: number = actor.id): Promise<number> {
      if (!isMember(actor, staffId)) authorize(actor, 'access.write')
      return change((tx) => endOthers(tx, actor, staffId))
    },
  }
}

export const isMember = ({ kind, id }: Actor, staffId: number): boolean => kind === 'staff' && id === staffId

/** The member who asks from a session: what concerns their own sign-in is for no credential. */
export function requirePerson(actor: Actor): number {
  if (actor.sessionId === undefined)
    throw new Refusal('session_needed', 'Only somebody who signed in can do this, not an API credential')
  return actor.id
}

async function endSession(tx: Tx<AccessStores>, actor: Actor, { id, staffId }: Session): Promise<void> {
  if (!(await tx.access.sessions.delete(id))) return
  await record(tx, actor, {
    kind: 'session.ended',
    subjectId: id,
    description: actor.sessionId === id ? `${actor.name} signed out` : `Ended a session of staff member ${staffId}`,
    changes: { staffId: [staffId, null] },
  })
}

/** All of a member but the one from which the actor asks. */
export async function endOthers(tx: Tx<AccessStores>, actor: Actor, staffId: number): Promise<number> {
  const ended = await tx.access.sessions.deleteOf(staffId, isMember(actor, staffId) ? (actor.sessionId ?? null) : null)
  for (const id of ended)
    await record(tx, actor, {
      kind: 'session.ended',
      subjectId: id,
      description: `Ended a session of staff member ${staffId}`,
      changes: { staffId: [staffId, null] },
    })
  return ended.length
}
