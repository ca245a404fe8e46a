import type { Call, CallOptions, FileBody } from './call.ts'
import type {
  TicketsAttachQuery,
  TicketsChangeBody,
  TicketsListQuery,
  TicketsNoteBody,
  TicketsOpenBody,
  TicketsReplyBody,
} from './contract.ts'
import { everyItem } from './pages.ts'

/** Who asked us what, and what we said. */
export const makeTickets = (call: Call) => ({
  departments: (options?: CallOptions) => call('tickets.departments', {}, options),
  list: (query: TicketsListQuery = {}, options?: CallOptions) => call('tickets.list', { query }, options),
  all: (
    filter: Omit<TicketsListQuery, 'offset' | 'limit'> = {},
    { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
  ) => everyItem((page) => call('tickets.list', { query: { ...filter, ...page } }, options), pageSize),
  /** With its replies and notes. */
  get: (id: number, options?: CallOptions) => call('tickets.get', { params: { id } }, options),
  open: (body: TicketsOpenBody, options?: CallOptions) => call('tickets.open', { body }, options),
  change: (id: number, body: TicketsChangeBody, options?: CallOptions) =>
    call('tickets.change', { params: { id }, body }, options),
  remove: (id: number, options?: CallOptions) => call('tickets.remove', { params: { id } }, options),
  reply: (id: number, body: TicketsReplyBody, options?: CallOptions) =>
    call('tickets.reply', { params: { id }, body }, options),
  removeReply: (id: number, replyId: number, options?: CallOptions) =>
    call('tickets.removeReply', { params: { id, childId: replyId } }, options),
  note: (id: number, body: TicketsNoteBody, options?: CallOptions) =>
    call('tickets.note', { params: { id }, body }, options),
  attach: (id: number, query: TicketsAttachQuery, file: FileBody, options?: CallOptions) =>
    call('tickets.attach', { params: { id }, query, file }, options),
  /** The answer of `fetch`: its body is the file. */
  download: (id: number, attachmentId: number, options?: CallOptions) =>
    call('tickets.download', { params: { id, childId: attachmentId } }, options),
})

export type Tickets = ReturnType<typeof makeTickets>
