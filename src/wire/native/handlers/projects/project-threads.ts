import type { KeysetPage } from '../../../../base/page.ts'
import type { FileThread, ProjectFile } from '../../../../projects/threads/project-file.ts'
import type { ThreadStatus } from '../../../../projects/threads/thread.ts'
import type { Topic, TopicThread } from '../../../../projects/threads/topic.ts'
import type { TicketLink } from '../../../../projects/tickets/ticket-link.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { files, ticketLinks, topics } from '../../contract/projects/project-threads.ts'
import { instantText } from '../../encode.ts'
import { handle, handleDownload, handleUpload } from '../../handler.ts'
import { BY_ID, listByKeyset, placeIn } from '../../keyset.ts'
import { encodeTicket } from '../support/tickets.ts'

const topicHandlers = [
  handle(topics.list, async ({ actor, domain }, { query }) => {
    const list = (page: KeysetPage) => domain.topics.list(actor, filterOf(query), page)
    const { rows, beside } = await listByKeyset(query, { list, ...BY_ID })
    return { items: rows.map(encodeTopic), ...beside }
  }),
  handle(topics.threads, async ({ actor, domain }, { query }) => {
    const list = (page: KeysetPage) => domain.topics.listThreads(actor, filterOf(query), page)
    const { rows, beside } = await listByKeyset(query, { list, ...LATEST_FIRST })
    return { items: rows.map(encodeTopicThread), ...beside }
  }),
  handle(topics.get, async ({ actor, domain }, { params }) => encodeTopic(await domain.topics.get(actor, params.id))),
  handle(topics.create, async ({ actor, domain }, { body }) => encodeTopic(await domain.topics.create(actor, body))),
  handle(topics.change, async ({ actor, domain }, { params, body }) =>
    encodeTopic(await domain.topics.update(actor, params.id, body)),
  ),
  handle(topics.remove, async ({ actor, domain }, { params: { id } }) => {
    await domain.topics.delete(actor, id)
    return { id }
  }),
]

const fileHandlers = [
  handle(files.list, async ({ actor, domain }, { query }) => {
    const list = (page: KeysetPage) => domain.projectFiles.list(actor, filterOf(query), page)
    const { rows, beside } = await listByKeyset(query, { list, ...BY_ID })
    return { items: rows.map(encodeFile), ...beside }
  }),
  handle(files.threads, async ({ actor, domain }, { query }) => {
    const list = (page: KeysetPage) => domain.projectFiles.listThreads(actor, filterOf(query), page)
    const { rows, beside } = await listByKeyset(query, { list, ...LATEST_FIRST })
    return { items: rows.map(encodeFileThread), ...beside }
  }),
  handle(files.get, async ({ actor, domain }, { params }) =>
    encodeFile(await domain.projectFiles.get(actor, params.id)),
  ),
  handleUpload(files.upload, async ({ actor, domain }, { query }, { mediaType, bytes }) =>
    encodeFile(await domain.projectFiles.create(actor, { ...query, mediaType }, bytes)),
  ),
  handleDownload(files.download, async ({ actor, domain }, { params }) => {
    const { file, bytes } = await domain.projectFiles.open(actor, params.id)
    return { filename: file.filename, type: file.mediaType, size: file.size, bytes }
  }),
  handle(files.change, async ({ actor, domain }, { params, body }) =>
    encodeFile(await domain.projectFiles.update(actor, params.id, body)),
  ),
  handle(files.remove, async ({ actor, domain }, { params: { id } }) => {
    await domain.projectFiles.delete(actor, id)
    return { id }
  }),
]

const linkHandlers = [
  handle(ticketLinks.list, async ({ actor, domain }, { query }) => {
    const filter = { ...placeOf(query), ticketId: listOf(query.ticketId) }
    const list = (page: KeysetPage) => domain.ticketLinks.list(actor, filter, page)
    const { rows, beside } = await listByKeyset(query, { list, ...BY_ID })
    return { items: rows.map(encodeLink), ...beside }
  }),
  handle(ticketLinks.tickets, async ({ actor, domain }, { query }) => {
    const filter = { search: query.search, linkedTo: placeOf(query) }
    const { rows, beside } = await listByKeyset(query, {
      list: (page) => domain.ticketLinks.listTickets(actor, filter, page),
      sort: '-lastReplyAt',
      placeOf: (ticket) => placeIn(ticket, 'lastReplyAt'),
    })
    const items = rows.map((ticket) => ({ ...encodeTicket(ticket), links: ticket.links.map(encodeLink) }))
    return { items, ...beside }
  }),
  handle(ticketLinks.create, async ({ actor, domain }, { body }) =>
    encodeLink(await domain.ticketLinks.create(actor, body)),
  ),
  handle(ticketLinks.change, async ({ actor, domain }, { params, body }) =>
    encodeLink(await domain.ticketLinks.update(actor, params.id, body)),
  ),
  handle(ticketLinks.remove, async ({ actor, domain }, { params: { id } }) => {
    await domain.ticketLinks.delete(actor, id)
    return { id }
  }),
]

export const projectThreadHandlers = [...topicHandlers, ...fileHandlers, ...linkHandlers]

type Query = {
  projectId?: number | undefined
  actionId?: number | undefined
  threadId?: number | undefined
  status?: ThreadStatus | undefined
  search?: string | undefined
}

const listOf = <T>(value: T | undefined): readonly T[] | undefined => (value === undefined ? undefined : [value])

const placeOf = ({ projectId, actionId }: Query) => ({ projectId: listOf(projectId), actionId: listOf(actionId) })

const filterOf = (query: Query) => ({
  ...placeOf(query),
  threadId: listOf(query.threadId),
  status: listOf(query.status),
  search: query.search,
})

type Thread = { readonly id: number; readonly activityAt: number }
const LATEST_FIRST = { sort: '-activityAt', placeOf: (thread: Thread) => placeIn(thread, 'activityAt') }

type Times = { createdAt: number; updatedAt: number }
const timesOf = ({ createdAt, updatedAt }: Times) => ({
  createdAt: instantText(createdAt),
  updatedAt: instantText(updatedAt),
})

const encodeTopic = (topic: Topic): AnswerOf<typeof topics.get> => ({ ...topic, ...timesOf(topic) })

const encodeTopicThread = ({ entries, activityAt, latest, ...first }: TopicThread) => ({
  ...encodeTopic(first),
  ...{ entries, activityAt: instantText(activityAt), latest: encodeTopic(latest) },
})

const encodeFile = ({ contentId: _, ...file }: ProjectFile): AnswerOf<typeof files.get> => ({
  ...file,
  ...timesOf(file),
})

const encodeFileThread = ({ entries, activityAt, latest, ...first }: FileThread) => ({
  ...encodeFile(first),
  ...{ entries, activityAt: instantText(activityAt), latest: encodeFile(latest) },
})

const encodeLink = ({ createdAt, ...link }: TicketLink) => ({ ...link, createdAt: instantText(createdAt) })
