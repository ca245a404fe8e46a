import type { Call, CallOptions } from './call.ts'
import type {
  AnnouncementsCreateBody,
  AnnouncementsListQuery,
  AnnouncementsUpdateBody,
  BlockedSendersCreateBody,
  BlockedSendersListQuery,
  CancelRequestsCreateBody,
  CancelRequestsListQuery,
  CancelRequestsUpdateBody,
  ClientNotesCreateBody,
  ClientNotesListQuery,
  ClientNotesUpdateBody,
  OauthCredentialsCreateBody,
  OauthCredentialsListQuery,
  OauthCredentialsUpdateBody,
  SignOnTokensCreateBody,
  ToDoItemsCreateBody,
  ToDoItemsListQuery,
  ToDoItemsUpdateBody,
} from './contract.ts'
import { everyItem } from './pages.ts'

/** What the staff writes down, and tells. */
export const makeNoteNouns = (call: Call) => ({
  announcements: {
    list: (query: AnnouncementsListQuery = {}, options?: CallOptions) => call('announcements.list', { query }, options),
    all: (
      filter: Omit<AnnouncementsListQuery, 'offset' | 'limit'> = {},
      { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
    ) => everyItem((page) => call('announcements.list', { query: { ...filter, ...page } }, options), pageSize),
    get: (id: number, options?: CallOptions) => call('announcements.get', { params: { id } }, options),
    create: (body: AnnouncementsCreateBody, options?: CallOptions) => call('announcements.create', { body }, options),
    update: (id: number, body: AnnouncementsUpdateBody, options?: CallOptions) =>
      call('announcements.update', { params: { id }, body }, options),
    delete: (id: number, options?: CallOptions) => call('announcements.delete', { params: { id } }, options),
  },
  toDoItems: {
    list: (query: ToDoItemsListQuery = {}, options?: CallOptions) => call('toDoItems.list', { query }, options),
    all: (
      filter: Omit<ToDoItemsListQuery, 'offset' | 'limit'> = {},
      { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
    ) => everyItem((page) => call('toDoItems.list', { query: { ...filter, ...page } }, options), pageSize),
    get: (id: number, options?: CallOptions) => call('toDoItems.get', { params: { id } }, options),
    create: (body: ToDoItemsCreateBody, options?: CallOptions) => call('toDoItems.create', { body }, options),
    update: (id: number, body: ToDoItemsUpdateBody, options?: CallOptions) =>
      call('toDoItems.update', { params: { id }, body }, options),
    delete: (id: number, options?: CallOptions) => call('toDoItems.delete', { params: { id } }, options),
  },
  blockedSenders: {
    list: (query: BlockedSendersListQuery = {}, options?: CallOptions) =>
      call('blockedSenders.list', { query }, options),
    all: (
      filter: Omit<BlockedSendersListQuery, 'offset' | 'limit'> = {},
      { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
    ) => everyItem((page) => call('blockedSenders.list', { query: { ...filter, ...page } }, options), pageSize),
    get: (id: number, options?: CallOptions) => call('blockedSenders.get', { params: { id } }, options),
    create: (body: BlockedSendersCreateBody, options?: CallOptions) => call('blockedSenders.create', { body }, options),
    delete: (id: number, options?: CallOptions) => call('blockedSenders.delete', { params: { id } }, options),
  },
  clientNotes: {
    list: (query: ClientNotesListQuery = {}, options?: CallOptions) => call('clientNotes.list', { query }, options),
    all: (
      filter: Omit<ClientNotesListQuery, 'offset' | 'limit'> = {},
      { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
    ) => everyItem((page) => call('clientNotes.list', { query: { ...filter, ...page } }, options), pageSize),
    get: (id: number, options?: CallOptions) => call('clientNotes.get', { params: { id } }, options),
    create: (body: ClientNotesCreateBody, options?: CallOptions) => call('clientNotes.create', { body }, options),
    update: (id: number, body: ClientNotesUpdateBody, options?: CallOptions) =>
      call('clientNotes.update', { params: { id }, body }, options),
    delete: (id: number, options?: CallOptions) => call('clientNotes.delete', { params: { id } }, options),
  },
  cancelRequests: {
    list: (query: CancelRequestsListQuery = {}, options?: CallOptions) =>
      call('cancelRequests.list', { query }, options),
    all: (
      filter: Omit<CancelRequestsListQuery, 'offset' | 'limit'> = {},
      { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
    ) => everyItem((page) => call('cancelRequests.list', { query: { ...filter, ...page } }, options), pageSize),
    get: (id: number, options?: CallOptions) => call('cancelRequests.get', { params: { id } }, options),
    create: (body: CancelRequestsCreateBody, options?: CallOptions) => call('cancelRequests.create', { body }, options),
    update: (id: number, body: CancelRequestsUpdateBody, options?: CallOptions) =>
      call('cancelRequests.update', { params: { id }, body }, options),
    /** Somebody has carried it out. */
    complete: (id: number, options?: CallOptions) => call('cancelRequests.complete', { params: { id } }, options),
    delete: (id: number, options?: CallOptions) => call('cancelRequests.delete', { params: { id } }, options),
  },
  /** Links that sign users in at your own portal. */
  signOnTokens: {
    create: (body: SignOnTokensCreateBody, options?: CallOptions) => call('signOnTokens.create', { body }, options),
    redeem: (token: string, options?: CallOptions) => call('signOnTokens.redeem', { body: { token } }, options),
  },
  oauthCredentials: {
    list: (query: OauthCredentialsListQuery = {}, options?: CallOptions) =>
      call('oauthCredentials.list', { query }, options),
    all: (
      filter: Omit<OauthCredentialsListQuery, 'offset' | 'limit'> = {},
      { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
    ) => everyItem((page) => call('oauthCredentials.list', { query: { ...filter, ...page } }, options), pageSize),
    create: (body: OauthCredentialsCreateBody, options?: CallOptions) =>
      call('oauthCredentials.create', { body }, options),
    update: (id: number, body: OauthCredentialsUpdateBody, options?: CallOptions) =>
      call('oauthCredentials.update', { params: { id }, body }, options),
    delete: (id: number, options?: CallOptions) => call('oauthCredentials.delete', { params: { id } }, options),
  },
})

export type NoteNouns = ReturnType<typeof makeNoteNouns>
