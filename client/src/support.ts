import type { Call, CallOptions } from './call.ts'
import type {
  DepartmentsCreateBody,
  DepartmentsUpdateBody,
  PredefinedRepliesCreateBody,
  PredefinedRepliesListQuery,
  PredefinedRepliesUpdateBody,
} from './contract.ts'
import { everyItem } from './pages.ts'

/** Where tickets lie, and what the staff answers often. */
export const makeSupportNouns = (call: Call) => ({
  departments: {
    list: (options?: CallOptions) => call('tickets.departments', {}, options),
    get: (id: number, options?: CallOptions) => call('departments.get', { params: { id } }, options),
    create: (body: DepartmentsCreateBody, options?: CallOptions) => call('departments.create', { body }, options),
    update: (id: number, body: DepartmentsUpdateBody, options?: CallOptions) =>
      call('departments.update', { params: { id }, body }, options),
    /** Only one where no ticket lies. */
    delete: (id: number, options?: CallOptions) => call('departments.delete', { params: { id } }, options),
  },
  predefinedReplies: {
    list: (query: PredefinedRepliesListQuery = {}, options?: CallOptions) =>
      call('predefinedReplies.list', { query }, options),
    all: (
      filter: Omit<PredefinedRepliesListQuery, 'offset' | 'limit'> = {},
      { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
    ) => everyItem((page) => call('predefinedReplies.list', { query: { ...filter, ...page } }, options), pageSize),
    get: (id: number, options?: CallOptions) => call('predefinedReplies.get', { params: { id } }, options),
    create: (body: PredefinedRepliesCreateBody, options?: CallOptions) =>
      call('predefinedReplies.create', { body }, options),
    update: (id: number, body: PredefinedRepliesUpdateBody, options?: CallOptions) =>
      call('predefinedReplies.update', { params: { id }, body }, options),
    delete: (id: number, options?: CallOptions) => call('predefinedReplies.delete', { params: { id } }, options),
  },
})

export type SupportNouns = ReturnType<typeof makeSupportNouns>
