import * as z from 'zod'
import { CLIENT_ACCESS } from '../../../../projects/project.ts'
import { THREAD_STATUSES } from '../../../../projects/threads/thread.ts'
import { apiOperation } from '../operation.ts'
import { ticket } from '../support/tickets.ts'
import { done, filterText, id, idPath, idText, instant, page, pageQuery, text } from '../values.ts'

const threadStatus = z.enum(THREAD_STATUSES).meta({ id: 'ThreadStatus' })
const clientAccess = z.enum(CLIENT_ACCESS).meta({ id: 'ClientAccess' })

const line = text(255)

const entry = {
  id,
  threadId: id.meta({ description: 'The number of the first in the thread' }),
  projectId: id,
  actionId: id.nullable(),
  status: threadStatus,
  clientAccess,
  ownerId: id.nullable().meta({ description: 'Of the staff' }),
  ownerClientId: id.nullable(),
  ownerContactId: id.nullable(),
  createdAt: instant,
  updatedAt: instant,
  version: z.int(),
}
const topic = z.object({ ...entry, title: z.string(), detail: z.string() }).meta({ id: 'Topic' })
const file = z
  .object({
    ...entry,
    label: z.string().meta({ description: 'What people call it; the same for all its versions' }),
    versionLabel: z.string(),
    filename: z.string(),
    mediaType: z.string(),
    size: z.int().min(0),
    sha256: z.string(),
    detail: z.string(),
  })
  .meta({ id: 'ProjectFile' })

const sums = { entries: z.int().min(1), activityAt: instant }
const topicThread = z.object({ ...topic.shape, ...sums, latest: topic }).meta({ id: 'TopicThread' })
const fileThread = z.object({ ...file.shape, ...sums, latest: file }).meta({ id: 'FileThread' })

const link = z
  .object({ id, ticketId: id, projectId: id, actionId: id.nullable(), ownerId: id.nullable(), createdAt: instant })
  .meta({ id: 'TicketLink' })
const linkedTicket = z.object({ ...ticket.shape, links: z.array(link) }).meta({ id: 'LinkedTicket' })

const place = { projectId: idText.optional(), actionId: idText.optional() }
const search = filterText.optional().meta({ description: 'A part of the texts, without regard to case' })
const find = z.strictObject({
  ...place,
  threadId: idText.optional(),
  status: threadStatus.optional(),
  search,
  ...pageQuery,
})
const findThreads = find.omit({ threadId: true })
const threadChanges = { projectId: id, actionId: id.nullable(), status: threadStatus, clientAccess }
const read = 'projects.read'
const write = 'projects.write'
const LOCKED = ['not_found', 'not_visible', 'project_archived', 'thread_closed', 'refused'] as const

export const topics = {
  list: apiOperation({
    id: 'topics.list',
    method: 'GET',
    path: '/topics',
    summary: 'Posts of discussions, by number',
    permission: read,
    query: find,
    response: page(topic).meta({ id: 'TopicPage' }),
    errors: [],
  }),
  threads: apiOperation({
    id: 'topics.threads',
    method: 'GET',
    path: '/topic-threads',
    summary: 'Discussions by their first posts, what was active last first',
    permission: read,
    query: findThreads,
    response: page(topicThread).meta({ id: 'TopicThreadPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'topics.get',
    method: 'GET',
    path: '/topics/{id}',
    summary: 'One post',
    permission: read,
    params: idPath,
    response: topic,
    versioned: true,
    errors: ['not_found', 'not_visible'],
  }),
  create: apiOperation({
    id: 'topics.create',
    method: 'POST',
    path: '/topics',
    summary: 'A post in a thread, or the first one of a new thread with a title and a place',
    permission: write,
    body: z.strictObject({ threadId: id, title: line, detail: text(500_000), ...threadChanges }).partial(),
    response: topic,
    errors: LOCKED,
  }),
  change: apiOperation({
    id: 'topics.change',
    method: 'PATCH',
    path: '/topics/{id}',
    summary: 'Changes what is sent; place, status and access are those of the whole thread',
    permission: write,
    params: idPath,
    body: z.strictObject({ title: line, detail: text(500_000), ...threadChanges }).partial(),
    response: topic,
    errors: LOCKED,
  }),
  remove: apiOperation({
    id: 'topics.remove',
    method: 'DELETE',
    path: '/topics/{id}',
    summary: 'Deletes a post for good; with the first one the whole thread',
    permission: write,
    params: idPath,
    response: done,
    errors: LOCKED,
  }),
}

export const files = {
  list: apiOperation({
    id: 'files.list',
    method: 'GET',
    path: '/files',
    summary: 'Versions of files, by number',
    permission: read,
    query: find,
    response: page(file).meta({ id: 'ProjectFilePage' }),
    errors: [],
  }),
  threads: apiOperation({
    id: 'files.threads',
    method: 'GET',
    path: '/file-threads',
    summary: 'Files by their first versions, what was active last first',
    permission: read,
    query: findThreads,
    response: page(fileThread).meta({ id: 'FileThreadPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'files.get',
    method: 'GET',
    path: '/files/{id}',
    summary: 'What is known of one version',
    permission: read,
    params: idPath,
    response: file,
    versioned: true,
    errors: ['not_found', 'not_visible'],
  }),
  upload: apiOperation({
    id: 'files.upload',
    method: 'POST',
    path: '/files',
    summary: 'Stores the body as a version of a file, or as the first one of a new file with a place',
    permission: write,
    query: z.strictObject({
      filename: filterText,
      threadId: idText.optional(),
      ...place,
      label: filterText.optional(),
      versionLabel: filterText.optional(),
      detail: filterText.optional(),
      clientAccess: clientAccess.optional(),
    }),
    response: file,
    uploads: true,
    errors: [...LOCKED, 'file_too_large'],
  }),
  download: apiOperation({
    id: 'files.download',
    method: 'GET',
    path: '/files/{id}/content',
    summary: 'The very bytes of one version',
    permission: read,
    params: idPath,
    response: z.string(),
    downloads: true,
    errors: ['not_found', 'not_visible'],
  }),
  change: apiOperation({
    id: 'files.change',
    method: 'PATCH',
    path: '/files/{id}',
    summary: 'Changes what is sent; label, place, status and access are those of all versions',
    permission: write,
    params: idPath,
    body: z
      .strictObject({
        label: line,
        versionLabel: line,
        filename: line,
        detail: text(65_535),
        ...threadChanges,
      })
      .partial(),
    response: file,
    errors: LOCKED,
  }),
  remove: apiOperation({
    id: 'files.remove',
    method: 'DELETE',
    path: '/files/{id}',
    summary: 'Deletes a version for good; with the first one the whole file',
    permission: write,
    params: idPath,
    response: done,
    errors: LOCKED,
  }),
}

export const ticketLinks = {
  list: apiOperation({
    id: 'ticketLinks.list',
    method: 'GET',
    path: '/ticket-links',
    summary: 'Which tickets belong to which projects and actions',
    permission: read,
    query: z.strictObject({ ...place, ticketId: idText.optional(), ...pageQuery }),
    response: page(link).meta({ id: 'TicketLinkPage' }),
    errors: [],
  }),
  tickets: apiOperation({
    id: 'ticketLinks.tickets',
    method: 'GET',
    path: '/linked-tickets',
    summary: 'Tickets that belong to projects, the latest reply first; with `support.read` besides',
    permission: read,
    query: z.strictObject({ ...place, search, ...pageQuery }),
    response: page(linkedTicket).meta({ id: 'LinkedTicketPage' }),
    errors: [],
  }),
  create: apiOperation({
    id: 'ticketLinks.create',
    method: 'POST',
    path: '/ticket-links',
    summary: 'Links a ticket to a project or an action',
    permission: write,
    body: z.strictObject({ ticketId: id, projectId: id.optional(), actionId: id.nullable().optional() }),
    response: link,
    errors: ['not_found', 'not_visible', 'project_archived', 'ticket_linked'],
  }),
  change: apiOperation({
    id: 'ticketLinks.change',
    method: 'PATCH',
    path: '/ticket-links/{id}',
    summary: 'Links the same ticket to another place',
    permission: write,
    params: idPath,
    body: z.strictObject({ projectId: id, actionId: id.nullable() }).partial(),
    response: link,
    errors: ['not_found', 'not_visible', 'project_archived', 'ticket_linked'],
  }),
  remove: apiOperation({
    id: 'ticketLinks.remove',
    method: 'DELETE',
    path: '/ticket-links/{id}',
    summary: 'Removes a link; the ticket stays',
    permission: write,
    params: idPath,
    response: done,
    errors: ['not_found', 'not_visible', 'project_archived'],
  }),
}
