import { type Actor, authorize } from '../access/actor.ts'
import type { KeysetPage, Listed, Page } from '../base/page.ts'
import { NotFound } from '../base/refusal.ts'
import { attachTo, type GivenAttachment, receiving } from './attachments.ts'
import { createTicket, type TicketForm } from './create-ticket.ts'
import { ownDepartmentIds } from './departments.ts'
import { deleteNote, deleteReply, type NoteForm, noteOn, type ReplyForm, replyTo, updateReply } from './discuss.ts'
import { mergeTickets } from './merge-tickets.ts'
import type { SupportParts, SupportStores } from './parts.ts'
import type { TicketQuery } from './store.ts'
import type {
  Attachment,
  AttachmentOwner,
  NoteListing,
  ReplyListing,
  Ticket,
  TicketFilter,
  TicketListing,
  TicketOrder,
} from './ticket.ts'
import { ACTIVE_STATUSES, AWAITING_STATUSES, TICKET_STATUSES, type TicketStatus } from './ticket-status.ts'
import { deleteTicket, type TicketChanges, updateTicket } from './update-ticket.ts'

export type TicketTarget = { id: number } | { mask: string }

export type TicketCounts = {
  /** Where the actor works. */
  departmentIds: number[]
  active: number
  awaiting: number
  /** Active ones that are flagged to the actor. */
  flagged: number
  byStatus: { status: TicketStatus; count: number }[]
}

export function makeTickets<S extends SupportStores>({
  read,
  transaction,
  files,
  ownerOf,
  ticketEnded,
}: SupportParts<S>) {
  async function queryOf(actor: Actor, { ownDepartments, ...filter }: TicketFilter): Promise<TicketQuery> {
    return ownDepartments ? { ...filter, departmentIds: await ownDepartmentIds(read, actor) } : filter
  }

  async function idOf(target: TicketTarget): Promise<number> {
    if ('id' in target) return target.id
    const id = await read.support.tickets.idOfMask(target.mask)
    if (id === undefined) throw new NotFound('Ticket', target.mask)
    return id
  }

  async function existing(id: number): Promise<TicketListing> {
    const ticket = await read.support.tickets.get(id)
    if (!ticket) throw new NotFound('Ticket', id)
    return ticket
  }

  return {
    /** The latest reply first where no other order is asked for. */
    async list(
      actor: Actor,
      filter: TicketFilter,
      page: KeysetPage,
      order?: TicketOrder,
    ): Promise<Listed<TicketListing>> {
      authorize(actor, 'support.read')
      return read.support.tickets.list(await queryOf(actor, filter), page, order)
    },

    /** For answers of any size: batches of one moment. */
    async *stream(actor: Actor, filter: TicketFilter, page: Page): AsyncIterable<Listed<TicketListing>> {
      authorize(actor, 'support.read')
      yield* read.support.tickets.stream(await queryOf(actor, filter), page)
    },

    async get(actor: Actor, target: TicketTarget): Promise<TicketListing> {
      authorize(actor, 'support.read')
      return existing(await idOf(target))
    },

    /** With all that was said about it, oldest first. */
    async getWithDetails(
      actor: Actor,
      target: TicketTarget,
    ): Promise<{ ticket: TicketListing; replies: ReplyListing[]; notes: NoteListing[] }> {
      authorize(actor, 'support.read')
      const ticket = await existing(await idOf(target))
      return {
        ticket,
        replies: await read.support.replies.ofTicket(ticket.id),
        notes: await read.support.notes.ofTicket(ticket.id),
      }
    },

    /** Every status there is, and how many tickets are in it. */
    async countByStatus(actor: Actor, filter: TicketFilter = {}): Promise<{ status: TicketStatus; count: number }[]> {
      authorize(actor, 'support.read')
      const counts = await read.support.tickets.countByStatus(await queryOf(actor, filter))
      return TICKET_STATUSES.map((status) => ({ status, count: counts.get(status) ?? 0 }))
    },

    async count(actor: Actor, filter: Pick<TicketFilter, 'ownDepartments'>): Promise<TicketCounts> {
      authorize(actor, 'support.read')
      const query = await queryOf(actor, filter)
      const all = await read.support.tickets.countByStatus(query)
      const flagged = await read.support.tickets.countByStatus({ ...query, flaggedTo: actor.id })
      return {
        departmentIds: query.departmentIds
          ? [...query.departmentIds]
          : (await read.support.departments.list()).map(({ id }) => id),
        active: sum(all, ACTIVE_STATUSES),
        awaiting: sum(all, AWAITING_STATUSES),
        flagged: sum(flagged, ACTIVE_STATUSES),
        byStatus: TICKET_STATUSES.map((status) => ({ status, count: all.get(status) ?? 0 })),
      }
    },

    /** Part of what is known of a client, so it needs no more than the right to see that. */
    async countOfClient(actor: Actor, clientId: number): Promise<{ active: number; total: number }> {
      authorize(actor, 'clients.read')
      const counts = await read.support.tickets.countByStatus({ clientId })
      return { active: sum(counts, ACTIVE_STATUSES), total: sum(counts, TICKET_STATUSES) }
    },

    async create(actor: Actor, form: TicketForm, attachments: readonly GivenAttachment[] = []): Promise<Ticket> {
      authorize(actor, 'support.write')
      return receiving(files, attachments, (received) =>
        transaction((tx) => createTicket(tx, ownerOf, actor, form, received)),
      )
    },

    /** Answers the number of the reply. */
    async reply(
      actor: Actor,
      id: number,
      form: ReplyForm,
      attachments: readonly GivenAttachment[] = [],
    ): Promise<number> {
      authorize(actor, 'support.write')
      return receiving(files, attachments, (received) => transaction((tx) => replyTo(tx, actor, id, form, received)))
    },

    /** Answers the number of the note. */
    async createNote(
      actor: Actor,
      target: TicketTarget,
      form: NoteForm,
      attachments: readonly GivenAttachment[] = [],
    ): Promise<number> {
      authorize(actor, 'support.write')
      const id = await idOf(target)
      return receiving(files, attachments, (received) => transaction((tx) => noteOn(tx, actor, id, form, received)))
    },

    async update(actor: Actor, id: number, changes: TicketChanges): Promise<Ticket> {
      authorize(actor, 'support.write')
      return transaction((tx) => updateTicket(tx, actor, id, changes))
    },

    /** Puts what was said about the others into this one; their numbers find it from now on. */
    async merge(actor: Actor, id: number, others: readonly number[], subject?: string | undefined): Promise<Ticket> {
      authorize(actor, 'support.write')
      return transaction((tx) => mergeTickets(tx, ticketEnded, actor, id, others, subject))
    },

    async updateReply(actor: Actor, id: number, changes: Partial<NoteForm>): Promise<void> {
      authorize(actor, 'support.write')
      return transaction((tx) => updateReply(tx, actor, id, changes))
    },

    /** For good, with all that was said about it. */
    /** How many were opened from then until before then. */
    async countOpened(actor: Actor, from: number, before: number): Promise<number> {
      authorize(actor, 'support.read')
      return read.support.tickets.countOpened(from, before)
    },

    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'support.write')
      return transaction((tx) => deleteTicket(tx, ticketEnded, actor, id))
    },

    async deleteReply(actor: Actor, ticketId: number, replyId: number): Promise<void> {
      authorize(actor, 'support.write')
      return transaction((tx) => deleteReply(tx, actor, ticketId, replyId))
    },

    async deleteNote(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'support.write')
      return transaction((tx) => deleteNote(tx, actor, id))
    },

    /** Undefined where there is no such ticket, reply or note. */
    async listAttachments(
      actor: Actor,
      owner: AttachmentOwner,
    ): Promise<{ ticketId: number; attachments: Attachment[] } | undefined> {
      authorize(actor, 'support.read')
      const { tickets, replies, notes, attachments } = read.support
      const ticketId = {
        ticket: async () => (await tickets.get(owner.id))?.id,
        reply: async () => (await replies.get(owner.id))?.ticketId,
        note: async () => (await notes.get(owner.id))?.ticketId,
      }
      const found = await ticketId[owner.type]()
      return found === undefined ? undefined : { ticketId: found, attachments: await attachments.of(owner) }
    },

    /** One more file on the ticket itself, or on one of its replies or notes. */
    async attachFile(
      actor: Actor,
      ticketId: number,
      owner: AttachmentOwner,
      given: GivenAttachment,
    ): Promise<Attachment> {
      authorize(actor, 'support.write')
      await existing(ticketId)
      return receiving(files, [given], ([received]) =>
        transaction((tx) => attachTo(tx, actor, ticketId, owner, received!)),
      )
    },

    /** The bytes of an attachment, a piece at a time. */
    async openAttachment(
      actor: Actor,
      ticketId: number,
      id: number,
    ): Promise<{ attachment: Attachment; bytes: AsyncIterable<Uint8Array> }> {
      authorize(actor, 'support.read')
      const attachment = await read.support.attachments.get(ticketId, id)
      const opened = attachment && (await files.open(attachment.contentId))
      if (!opened) throw new NotFound('Attachment', id)
      return { attachment, bytes: opened.bytes }
    },
  }
}

const sum = (counts: ReadonlyMap<TicketStatus, number>, statuses: readonly TicketStatus[]): number =>
  statuses.reduce((total, status) => total + (counts.get(status) ?? 0), 0)
