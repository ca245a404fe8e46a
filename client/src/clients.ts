import type { Call, CallOptions } from './call.ts'
import type {
  ClientsAddUserBody,
  ClientsCloseQuery,
  ClientsCreateBody,
  ClientsDeleteQuery,
  ClientsGetQuery,
  ClientsListQuery,
  ClientsUpdateBody,
  ClientsUpdateUserBody,
} from './contract.ts'
import { everyItem } from './pages.ts'

/** Who is served. */
export const makeClients = (call: Call) => ({
  /** One page of the clients that match all the filters. */
  list: (query: ClientsListQuery = {}, options?: CallOptions) => call('clients.list', { query }, options),

  /** All clients that match, page after page. */
  all: (
    filter: Omit<ClientsListQuery, 'offset' | 'limit' | 'cursor'> = {},
    { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
  ) => everyItem((page) => call('clients.list', { query: { ...filter, ...page } }, options), pageSize),

  /** With who may sign in for it. */
  get: (id: number, query: ClientsGetQuery = {}, options?: CallOptions) =>
    call('clients.get', { params: { id }, query }, options),
  create: (body: ClientsCreateBody, options?: CallOptions) => call('clients.create', { body }, options),
  update: (id: number, body: ClientsUpdateBody, options?: CallOptions) =>
    call('clients.update', { params: { id }, body }, options),
  /** Only the account, unless `holdings` says otherwise: what the client holds goes on. */
  close: (id: number, query: ClientsCloseQuery = {}, options?: CallOptions) =>
    call('clients.close', { params: { id }, query }, options),
  /** For good, with all that is the client's. */
  delete: (id: number, query: ClientsDeleteQuery = {}, options?: CallOptions) =>
    call('clients.delete', { params: { id }, query }, options),
  /** Who may sign in for it. */
  users: (id: number, options?: CallOptions) => call('clients.users', { params: { id } }, options),
  /** Somebody who is known, `{ userId: 7 }`, or somebody new, `{ email: 'ada@example.com' }`. */
  addUser: (id: number, body: ClientsAddUserBody, options?: CallOptions) =>
    call('clients.addUser', { params: { id }, body }, options),
  /** What the user may do for the client. */
  updateUser: (id: number, userId: number, body: ClientsUpdateUserBody, options?: CallOptions) =>
    call('clients.updateUser', { params: { id, userId }, body }, options),
  removeUser: (id: number, userId: number, options?: CallOptions) =>
    call('clients.removeUser', { params: { id, userId } }, options),
})

export type Clients = ReturnType<typeof makeClients>
