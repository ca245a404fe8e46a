import type { Call, CallOptions } from './call.ts'
import type { UsersCreateBody, UsersListQuery, UsersUpdateBody } from './contract.ts'
import { everyItem } from './pages.ts'

/** People who sign in for clients. */
export const makeUsers = (call: Call) => ({
  list: (query: UsersListQuery = {}, options?: CallOptions) => call('users.list', { query }, options),
  all: (
    filter: Omit<UsersListQuery, 'offset' | 'limit'> = {},
    { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
  ) => everyItem((page) => call('users.list', { query: { ...filter, ...page } }, options), pageSize),
  get: (id: number, options?: CallOptions) => call('users.get', { params: { id } }, options),
  create: (body: UsersCreateBody, options?: CallOptions) => call('users.create', { body }, options),
  update: (id: number, body: UsersUpdateBody, options?: CallOptions) =>
    call('users.update', { params: { id }, body }, options),
  /** Only one who may sign in for nobody. */
  delete: (id: number, options?: CallOptions) => call('users.delete', { params: { id } }, options),
})

export type Users = ReturnType<typeof makeUsers>
