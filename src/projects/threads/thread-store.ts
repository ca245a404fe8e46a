import type { Patch } from '../../base/merge.ts'
import type { KeysetPage, Listed } from '../../base/page.ts'
import type { Content } from '../../files/content.ts'
import type {
  LinkedTicket,
  LinkedTicketFilter,
  LinkedTicketOrder,
  TicketLink,
  TicketLinkFilter,
  TicketLinkOrder,
} from '../tickets/ticket-link.ts'
import type { Viewer } from '../visibility.ts'
import type { FileThread, FileThreadOrder, ProjectFile, ProjectFileFilter, ProjectFileOrder } from './project-file.ts'
import type { Thread, ThreadKind } from './thread.ts'
import type { Topic, TopicFilter, TopicOrder, TopicThread, TopicThreadOrder } from './topic.ts'

/** A thread by itself. `numbered` counts what was ever in it. */
export type ThreadNode = Thread & {
  kind: ThreadKind
  label: string
  entries: number
  numbered: number
  latestId: number
  activityAt: number
}

/** A project, or some of its actions. */
export type AttachedTo = { projectId: number } | { actionIds: readonly number[] }

/** Changes happen under the lock of the project. */
export interface ThreadStore {
  get(kind: ThreadKind, id: number): Promise<ThreadNode | undefined>
  /** By kind, then id. */
  of(place: AttachedTo): Promise<ThreadNode[]>
  /** With the entry that begins it. */
  insert(thread: Omit<ThreadNode, 'entries' | 'numbered' | 'latestId'>): Promise<void>
  update(kind: ThreadKind, id: number, changes: Patch<Omit<ThreadNode, 'kind' | 'threadId'>>): Promise<void>
  /** Another entry, the latest from now on. */
  added(kind: ThreadKind, id: number, entryId: number, at: number): Promise<void>
  delete(kind: ThreadKind, ids: readonly number[]): Promise<void>
}

/** What threads of both kinds have in common. Answers of deletions are contents that nothing refers to any more. */
export interface EntryStore<Entry, Own extends keyof Entry> {
  get(id: number): Promise<Entry | undefined>
  update(id: number, changes: Patch<Pick<Entry, Own>>, at: number): Promise<void>
  /** The latest of a thread: its number, and since when it is there. */
  latest(threadId: number): Promise<{ id: number; at: number }>
  delete(id: number): Promise<number[]>
  deleteThreads(ids: readonly number[]): Promise<number[]>
}

type Facts = keyof Thread | 'createdAt' | 'updatedAt' | 'version' | 'id'
/** Without a thread it begins one of its own number. */
type NewTopic = Omit<Topic, Facts> & { threadId: number | null; id?: number | undefined }
export type NewProjectFile = Omit<ProjectFile, Facts | 'label' | keyof Content> & {
  threadId: number | null
  id?: number | undefined
}

export interface TopicStore extends EntryStore<Topic, 'title' | 'detail'> {
  list(viewer: Viewer, filter: TopicFilter, page: KeysetPage, order?: TopicOrder): Promise<Listed<Topic>>
  listThreads(
    viewer: Viewer,
    filter: TopicFilter,
    page: KeysetPage,
    order?: TopicThreadOrder,
  ): Promise<Listed<TopicThread>>
  insert(topic: NewTopic, at: number): Promise<number>
}

export interface ProjectFileStore extends EntryStore<ProjectFile, 'versionLabel' | 'filename' | 'detail'> {
  list(
    viewer: Viewer,
    filter: ProjectFileFilter,
    page: KeysetPage,
    order?: ProjectFileOrder,
  ): Promise<Listed<ProjectFile>>
  listThreads(
    viewer: Viewer,
    filter: ProjectFileFilter,
    page: KeysetPage,
    order?: FileThreadOrder,
  ): Promise<Listed<FileThread>>
  insert(file: NewProjectFile, at: number): Promise<number>
}

export interface TicketLinkStore {
  list(viewer: Viewer, filter: TicketLinkFilter, page: KeysetPage, order?: TicketLinkOrder): Promise<Listed<TicketLink>>
  get(id: number): Promise<TicketLink | undefined>
  ofTicket(ticketId: number): Promise<TicketLink[]>
  /** Undefined when there is one of the same ticket and place. */
  insert(
    link: Omit<TicketLink, 'id' | 'createdAt'> & { id?: number | undefined },
    at: number,
  ): Promise<number | undefined>
  delete(ids: readonly number[]): Promise<void>
  deleteOf(place: AttachedTo): Promise<void>
  /** Tickets with the links that the viewer sees. */
  listTickets(
    viewer: Viewer,
    filter: LinkedTicketFilter,
    page: KeysetPage,
    order?: LinkedTicketOrder,
  ): Promise<Listed<LinkedTicket>>
}
