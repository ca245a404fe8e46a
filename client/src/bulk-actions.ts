import type { Call, CallOptions } from './call.ts'
import type { BulkActionsItemsQuery, BulkActionsListQuery, BulkActionsPreviewBody } from './contract.ts'
import { everyItem } from './pages.ts'

type Paged = 'offset' | 'limit' | 'cursor'

/** One thing done to many: previewed, committed with the token of the preview, watched, stopped, undone. */
export const makeBulkActions = (call: Call) => ({
  /** Counts and keeps exactly what matches now; nothing is done before `commit`. */
  preview: (body: BulkActionsPreviewBody, options?: CallOptions) => call('bulkActions.preview', { body }, options),

  commit: (id: number, token: string, options?: CallOptions) =>
    call('bulkActions.commit', { params: { id }, body: { token } }, options),

  list: (query: BulkActionsListQuery = {}, options?: CallOptions) => call('bulkActions.list', { query }, options),

  all: (
    filter: Omit<BulkActionsListQuery, Paged> = {},
    { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
  ) => everyItem((page) => call('bulkActions.list', { query: { ...filter, ...page } }, options), pageSize),

  get: (id: number, options?: CallOptions) => call('bulkActions.get', { params: { id } }, options),

  items: (id: number, query: BulkActionsItemsQuery = {}, options?: CallOptions) =>
    call('bulkActions.items', { params: { id }, query }, options),

  /** Such as all that failed: `client.bulkActions.allItems(31, { state: 'failed' })`. */
  allItems: (
    id: number,
    filter: Omit<BulkActionsItemsQuery, Paged> = {},
    { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
  ) =>
    everyItem(
      (page) => call('bulkActions.items', { params: { id }, query: { ...filter, ...page } }, options),
      pageSize,
    ),

  /** What was not reached stays as it was. */
  stop: (id: number, options?: CallOptions) => call('bulkActions.stop', { params: { id }, body: {} }, options),

  /** What stands at the brake is meant. */
  release: (id: number, options?: CallOptions) => call('bulkActions.release', { params: { id }, body: {} }, options),

  /** Answers the bulk action that undoes it. */
  undo: (id: number, why = '', options?: CallOptions) =>
    call('bulkActions.undo', { params: { id }, body: { why } }, options),
})

export type BulkActions = ReturnType<typeof makeBulkActions>
