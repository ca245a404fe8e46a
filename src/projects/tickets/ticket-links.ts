import { type Actor, authorize } from '../../access/actor.ts'
import type { KeysetPage, Listed } from '../../base/page.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import { record } from '../../events/event.ts'
import { requirePlaceVisible, viewerOfList } from '../lock.ts'
import type { ProjectParts, ProjectTx } from '../parts.ts'
import type { Project } from '../project.ts'
import { ProjectRefused } from '../refused.ts'
import { lockPlace } from '../threads/threads.ts'
import { viewerOf } from '../visibility.ts'
import type {
  LinkedTicket,
  LinkedTicketFilter,
  LinkedTicketOrder,
  TicketLink,
  TicketLinkChanges,
  TicketLinkFilter,
  TicketLinkForm,
  TicketLinkOrder,
} from './ticket-link.ts'

export function makeTicketLinks({ read, transaction }: ProjectParts) {
  return {
    /** By id. */
    async list(
      actor: Actor,
      filter: TicketLinkFilter,
      page: KeysetPage,
      order?: TicketLinkOrder,
    ): Promise<Listed<TicketLink>> {
      authorize(actor, 'projects.read')
      return read.ticketLinks.list(await viewerOfList(read, actor, filter), filter, page, order)
    },

    async get(actor: Actor, id: number): Promise<TicketLink> {
      authorize(actor, 'projects.read')
      return requirePlaceVisible(read, actor, 'ticket link', id, await read.ticketLinks.get(id))
    },

    async create(actor: Actor, form: TicketLinkForm): Promise<TicketLink> {
      authorize(actor, 'projects.write')
      return transaction((tx) => linkTicket(tx, actor, form))
    },

    async update(actor: Actor, id: number, changes: TicketLinkChanges): Promise<TicketLink> {
      authorize(actor, 'projects.write')
      return transaction((tx) => moveLink(tx, actor, id, changes))
    },

    /** The ticket stays. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'projects.write')
      await transaction((tx) => unlink(tx, actor, id))
    },

    /** Tickets with their links, the latest reply first. */
    async listTickets(
      actor: Actor,
      filter: LinkedTicketFilter,
      page: KeysetPage,
      order?: LinkedTicketOrder,
    ): Promise<Listed<LinkedTicket>> {
      authorize(actor, 'projects.read')
      authorize(actor, 'support.read')
      return read.ticketLinks.listTickets(viewerOf(actor), filter, page, order)
    },

    async getTicket(actor: Actor, id: number): Promise<LinkedTicket> {
      authorize(actor, 'projects.read')
      authorize(actor, 'support.read')
      const { rows: tickets } = await read.ticketLinks.listTickets(
        viewerOf(actor),
        { id: [id] },
        { offset: 0, limit: 1 },
      )
      if (!tickets[0]) throw new NotFound('Ticket', id)
      return tickets[0]
    },
  }
}

export type TicketLinks = ReturnType<typeof makeTicketLinks>

async function linkTicket(tx: ProjectTx, actor: Actor, { ticketId, ...place }: TicketLinkForm): Promise<TicketLink> {
  const { project, actionId } = await lockPlace(tx, actor, place)
  if (!(await tx.support.tickets.lock(ticketId))) throw new Invalid('ticketId', 'the id of a ticket', ticketId)
  const ownerId = actor.kind === 'staff' ? actor.id : null
  const link = await insertLink(tx, { ticketId, projectId: project.id, actionId, ownerId })
  await announceLink(tx, actor, link, project, 'ticket.link_created')
  return link
}

/** These are the tickets of the project as a whole; those of its actions stay. */
export async function setTickets(
  tx: ProjectTx,
  actor: Actor,
  projectId: number,
  ticketIds: readonly number[],
): Promise<void> {
  const { rows: links } = await tx.ticketLinks.list('everything', { projectId: [projectId], actionId: [null] }, ALL)
  for (const link of links) if (!ticketIds.includes(link.ticketId)) await unlink(tx, actor, link.id)
  for (const ticketId of new Set(ticketIds))
    if (!links.some((link) => link.ticketId === ticketId)) await linkTicket(tx, actor, { ticketId, projectId })
}

const ALL = { offset: 0, limit: Number.MAX_SAFE_INTEGER }

/** The same ticket at another place. */
async function moveLink(tx: ProjectTx, actor: Actor, id: number, changes: TicketLinkChanges): Promise<TicketLink> {
  const { link: before } = await openLink(tx, actor, id)
  const moves = changes.projectId !== undefined && changes.projectId !== before.projectId
  const place = await lockPlace(tx, actor, {
    projectId: changes.projectId ?? before.projectId,
    actionId: changes.actionId === undefined ? (moves ? null : before.actionId) : changes.actionId,
  })
  if (place.project.id === before.projectId && place.actionId === before.actionId) return before
  await tx.ticketLinks.delete([id])
  const link = await insertLink(tx, { ...before, projectId: place.project.id, actionId: place.actionId })
  await announceLink(tx, actor, link, place.project, 'ticket.link_updated')
  return link
}

async function unlink(tx: ProjectTx, actor: Actor, id: number): Promise<void> {
  const { link, project } = await openLink(tx, actor, id)
  await tx.ticketLinks.delete([id])
  await announceLink(tx, actor, link, project, 'ticket.link_deleted')
}

/** A ticket ends, or becomes part of another one, which takes over the links that it does not have yet. */
export async function ticketEnded(tx: ProjectTx, actor: Actor, ticketId: number, into: number | null): Promise<void> {
  const links = await tx.ticketLinks.ofTicket(ticketId)
  await tx.ticketLinks.delete(links.map(({ id }) => id))
  await tx.timeLogs.ticketEnded(ticketId, into)
  for (const { id, ...link } of links) {
    const project = (await tx.projects.get(link.projectId))!
    const moved = into === null ? undefined : await tx.ticketLinks.insert({ ...link, id, ticketId: into }, tx.at)
    await announceLink(
      tx,
      actor,
      { ...link, id },
      project,
      moved === undefined ? 'ticket.link_deleted' : 'ticket.link_updated',
    )
  }
}

/** Under the lock of its project. */
async function openLink(tx: ProjectTx, actor: Actor, id: number): Promise<{ link: TicketLink; project: Project }> {
  const found = await tx.ticketLinks.get(id)
  if (!found) throw new NotFound('ticket link', id)
  const { project } = await lockPlace(tx, actor, found)
  const link = await tx.ticketLinks.get(id)
  if (link?.projectId !== project.id) throw new NotFound('ticket link', id)
  return { link, project }
}

async function insertLink(
  tx: ProjectTx,
  link: Omit<TicketLink, 'id' | 'createdAt'> & { id?: number | undefined },
): Promise<TicketLink> {
  const id = await tx.ticketLinks.insert(link, tx.at)
  if (id !== undefined) return (await tx.ticketLinks.get(id))!
  const { ticketId, projectId, actionId } = link
  throw new ProjectRefused('ticket_linked', `Ticket ${ticketId} is linked there already`, {
    ticket: ticketId,
    project: projectId,
    action: actionId,
  })
}

const LINK_WORDS = {
  'ticket.link_created': 'linked',
  'ticket.link_updated': 'link moved',
  'ticket.link_deleted': 'unlinked',
}

async function announceLink(
  tx: ProjectTx,
  actor: Actor,
  { id, ticketId, actionId }: TicketLink,
  project: Project,
  kind: keyof typeof LINK_WORDS,
): Promise<void> {
  await record(tx, actor, {
    kind,
    subjectId: ticketId,
    clientId: project.clientId,
    description: `Ticket ${ticketId} ${LINK_WORDS[kind]}: project ${project.id}${actionId === null ? '' : `, action ${actionId}`}`,
    changes: { link: [kind === 'ticket.link_created' ? null : id, kind === 'ticket.link_deleted' ? null : id] },
  })
  await tx.projects.rollUp(project.id, {}, tx.at)
  if (actionId !== null) await tx.actions.rollUp(actionId, {}, tx.at)
}
