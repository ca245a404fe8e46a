import { SYSTEM } from '../../access/actor.ts'
import type { Reaction } from '../../events/reactions.ts'
import type { ProjectStores } from '../parts.ts'
import { readSettings } from '../setting.ts'
import { slug } from '../words.ts'
import { stopTimer } from './log-time.ts'

/** By the settings, a reply of the staff stops the time that its writer has running on the ticket. */
export const replyStopsTimer: Reaction<ProjectStores> = {
  kinds: ['ticket.reply_created'],
  async react(tx, { actorKind, actorId, actorName, address, subjectId }) {
    if (actorKind !== 'staff') return
    const settings = await readSettings(tx)
    if (!settings.timelog_ticketreply_autostop) return
    const statuses = settings.timelog_ticketreply_autostop_onstatus.map(slug)
    const ticket = await tx.support.tickets.get(subjectId)
    if (!ticket || (statuses.length > 0 && !statuses.includes(slug(ticket.status)))) return
    const actor = { ...SYSTEM, kind: actorKind, id: actorId, name: actorName, address } as const
    const running = await tx.timeLogs.holdRunning(actorId)
    for (const log of running) if (log.ticketId === subjectId) await stopTimer(tx, actor, log.id)
  },
}
