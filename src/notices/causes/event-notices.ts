import { type Actor, authorize } from '../../access/actor.ts'
import type { Permission } from '../../access/permissions.ts'
import { Refusal } from '../../base/refusal.ts'
import { READ_RIGHTS } from '../../events/kinds/rights.ts'
import type { EventKind, EventNoun } from '../../events/kinds.ts'
import type { SealedEvent } from '../../events/store.ts'
import type { NoticeParts } from '../parts.ts'
import type { Subscription } from '../subscriptions/subscription.ts'

type Parts = Pick<NoticeParts, 'read' | 'rooms'>
type Words = { readonly title: string; readonly body: string }

type Rule = {
  /** The switch of the subscription. */
  readonly group: 'deadlines' | 'assignments' | 'tickets' | 'trouble'
  /** What is told; undefined where the member is not concerned. Asks as the member. */
  find(parts: Parts, actor: Actor, event: SealedEvent): Promise<Words | undefined>
}

const isOwnDoing = (actor: Actor, { actorKind, actorId }: SealedEvent) => actorKind === 'staff' && actorId === actor.id

const assigned = (noun: 'action' | 'project'): Rule => ({
  group: 'assignments',
  async find({ rooms }, actor, event) {
    const isNew = event.kind.endsWith('.created')
    if (isOwnDoing(actor, event) || !(isNew || event.changes.assignedId?.[1] === actor.id)) return undefined
    const { id, name, assignedId } = await rooms[`${noun}s`].get(actor, event.subjectId)
    if (assignedId !== actor.id) return undefined
    const what = noun === 'action' ? 'Action' : 'Project'
    return { title: `Assigned to you: ${name}`, body: `${what} ${id} was assigned to you by ${event.actorName}.` }
  },
})

const ticket: Rule = {
  group: 'tickets',
  async find({ rooms }, actor, event) {
    if (isOwnDoing(actor, event)) return undefined
    const { mask, subject, status, flaggedTo, departmentId, departmentName } = await rooms.tickets.get(actor, {
      id: event.subjectId,
    })
    const isNew = event.kind === 'ticket.created'
    if (!isNew && status !== 'Customer-Reply') return undefined
    const concerned =
      flaggedTo === null ? (await rooms.departments.ofActor(actor)).includes(departmentId) : flaggedTo === actor.id
    if (!concerned) return undefined
    return {
      title: `${isNew ? 'New ticket' : 'Reply to ticket'} ${mask}: ${subject}`,
      body: `It lies in ${departmentName}, and its status is ${status}.`,
    }
  },
}

const RULES: Readonly<Partial<Record<EventKind, Rule>>> = {
  'action.deadline_approached': {
    group: 'deadlines',
    async find({ rooms }, actor, { subjectId }) {
      const { name, finishOn, assignedId, managerId, ownerId } = await rooms.actions.get(actor, subjectId)
      if (actor.id !== (assignedId || ownerId) && actor.id !== managerId) return undefined
      return { title: `To finish on ${finishOn}: ${name}`, body: `Action ${subjectId} is not complete yet.` }
    },
  },
  'action.created': assigned('action'),
  'action.key_fields_updated': assigned('action'),
  'project.created': assigned('project'),
  'project.key_fields_updated': assigned('project'),
  'ticket.created': ticket,
  'ticket.reply_created': ticket,
  'mail.failed': {
    group: 'trouble',
    async find({ read }, actor, { subjectId, description }) {
      authorize(actor, 'system.read')
      const mail = await read.notices.mails.get(subjectId)
      // Of a mail that told of one that failed, nobody is told: that would have no end.
      if (!mail || mail.causeKey?.startsWith('mail:')) return undefined
      return { title: 'A mail was given up', body: `${description}. ${mail.answer ?? ''}`.trim() }
    },
  },
  'webhook.disabled': {
    group: 'trouble',
    async find(_parts, actor, { description }) {
      authorize(actor, 'system.read')
      return { title: 'A webhook was disabled', body: `${description}.` }
    },
  },
}

/** The right that reads a noun of the registry. */
export const rightOfEvent = (subject: string): Permission => READ_RIGHTS[subject as EventNoun] ?? 'system.read'

/** What a member is told of an event, where they want to be, are concerned, and may see it. */
export async function wordsFor(
  parts: Parts,
  subscription: Subscription,
  actor: Actor,
  event: SealedEvent,
): Promise<Words | undefined> {
  const rule = RULES[event.kind as EventKind]
  if (!rule || !subscription[rule.group]) return undefined
  return unlessRefused(() => rule.find(parts, actor, event))
}

/** Whether a member may see now what a notice was about. */
export async function mayStillSee(
  { rooms }: Parts,
  actor: Actor,
  { subject, subjectId }: { subject: string; subjectId: number },
): Promise<boolean> {
  const seen = await unlessRefused(async () => {
    authorize(actor, rightOfEvent(subject))
    if (subject === 'action') await rooms.actions.get(actor, subjectId)
    if (subject === 'project') await rooms.projects.get(actor, subjectId)
    if (subject === 'ticket') await rooms.tickets.get(actor, { id: subjectId })
    return true
  })
  return seen === true
}

/** What is gone or not for somebody is refused to them, and nothing that they are told of. */
async function unlessRefused<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (failure) {
    if (failure instanceof Refusal) return undefined
    throw failure
  }
}
