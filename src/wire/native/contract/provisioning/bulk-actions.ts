import * as z from 'zod'
import { BULK_ITEM_STATES, BULK_NOUNS, BULK_STATES, BULK_VERBS } from '../../../../bulk/bulk-action.ts'
import { SERVICE_TYPES } from '../../../../services/service-type.ts'
import { apiOperation } from '../operation.ts'
import { id, idPath, instant, moment, oneOf, page, pageQuery, text } from '../values.ts'
import { failureClass } from './module-queue.ts'

const noun = oneOf(BULK_NOUNS)

const filter = z
  .strictObject({
    q: text(1000).optional().meta({ description: 'The filters in one text, as the list takes them' }),
    ids: z
      .array(id)
      .min(1, { error: 'expected at least one' })
      .max(10_000, { error: 'expected at most 10000' })
      .optional()
      .meta({ description: 'Only these' }),
    serviceType: oneOf(SERVICE_TYPES).optional(),
    relatedId: id.optional(),
    module: text(255).optional(),
    action: text(255).optional(),
    serverId: id.optional(),
    failureClass: failureClass.optional(),
    cause: text(4000).optional(),
    attention: z.boolean().optional(),
    search: text(255).optional().meta({ description: 'Of entries: how their domain or their user name begins' }),
    from: moment.optional().meta({ description: 'Of entries: last tried then or later' }),
    not: text(1000).optional().meta({ description: 'Of entries: none of these, as the list takes it' }),
    clientId: id.optional(),
    serviceId: id.optional(),
    productId: id.optional(),
    domain: text(255).optional(),
    username: text(255).optional(),
    status: text(255).optional(),
  })
  .meta({ description: 'What the list of the noun takes; an empty one is refused', examples: [{ attention: true }] })

const params = z
  .strictObject({
    note: text(2000).optional().meta({ description: 'Of resolve and cancel: for the activity log' }),
    reason: text(1000).optional().meta({ description: 'Of suspend: as clients and panels read it' }),
    productId: id.optional().meta({ description: 'Of changePackage: what they get; else what each has is set again' }),
    projectId: id.optional().meta({ description: 'Of makeTasks: where they go; into one of each client without it' }),
    approve: z.boolean().optional().meta({ description: 'Of retry and suspend: lets pass what the brake would hold' }),
  })
  .default({})

const why = text(500).meta({ description: 'For whoever reads of it later', examples: ['The panel was away'] })
const count = z.int().min(0)

const maker = z
  .object({ kind: z.string(), id: count, name: z.string(), credentialId: id.nullable() })
  .meta({ id: 'BulkMaker', description: 'Who made it; its steps are done with their rights' })

const fields = {
  id,
  noun,
  action: z.string().meta({ description: 'What is done to each; `undo…` of one that undoes another' }),
  filter: z.record(z.string(), z.unknown()),
  params: z.record(z.string(), z.unknown()),
  why: z.string(),
  by: maker,
  state: oneOf(BULK_STATES).meta({ id: 'BulkState' }),
  total: count.meta({ description: 'Exact: what matched at the moment of the preview' }),
  succeeded: count,
  failed: count,
  skipped: count.meta({ description: 'There was nothing to do any more' }),
  waiting: count.meta({ description: 'Not reached' }),
  held: z
    .string()
    .meta({ description: 'Why it stands still until there is room or somebody releases it; may be empty' }),
  stoppedBecause: z.string().meta({ description: 'Why it stopped by itself; may be empty' }),
  createdAt: instant,
  expiresAt: instant.meta({ description: 'Until when the preview may be committed' }),
  committedAt: instant.nullable(),
  endedAt: instant.nullable(),
  undoOf: id.nullable(),
  undoneBy: id.nullable(),
  undoable: z.boolean().meta({ description: 'Whether it may be undone now' }),
}

const action = z.object(fields).meta({ id: 'BulkAction', description: 'One thing done to many' })

const item = z
  .object({
    id: id.meta({ description: 'Of the entry or service' }),
    name: z.string().nullable().meta({ description: 'What people know it by; null of what is gone' }),
    state: oneOf(BULK_ITEM_STATES).meta({ id: 'BulkItemState' }),
    code: z.string().meta({ description: 'Why it failed or was passed over, for programs; may be empty' }),
    words: z.string().meta({ description: 'The same for people' }),
    endedAt: instant.nullable(),
  })
  .meta({ id: 'BulkItem' })

const permission = 'provisioning.write'
const reads = 'provisioning.read'
const nothing = z.strictObject({})

export const bulkActions = {
  preview: apiOperation({
    id: 'bulkActions.preview',
    method: 'POST',
    path: '/bulk-actions',
    summary: 'Counts and keeps exactly what matches now, for an hour; nothing is done yet',
    permission,
    body: z.strictObject({ noun, action: oneOf(BULK_VERBS), filter, params, why }),
    response: z
      .object({
        ...fields,
        token: z.string().meta({ description: 'Commit with it' }),
        sample: z.array(item).meta({ description: 'The first five' }),
      })
      .meta({ id: 'BulkPreview' }),
    errors: ['refused'],
  }),
  list: apiOperation({
    id: 'bulkActions.list',
    method: 'GET',
    path: '/bulk-actions',
    summary: 'Bulk actions and previews, the newest first',
    permission: reads,
    query: z.strictObject({ state: oneOf(BULK_STATES).optional(), noun: noun.optional(), ...pageQuery }),
    response: page(action).meta({ id: 'BulkActionPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'bulkActions.get',
    method: 'GET',
    path: '/bulk-actions/{id}',
    summary: 'One bulk action, with how far it is',
    permission: reads,
    params: idPath,
    response: action,
    errors: ['not_found'],
  }),
  items: apiOperation({
    id: 'bulkActions.items',
    method: 'GET',
    path: '/bulk-actions/{id}/items',
    summary: 'What it acts on, by id, with what became of each',
    permission: reads,
    params: idPath,
    query: z.strictObject({ state: oneOf(BULK_ITEM_STATES).optional(), ...pageQuery }),
    response: page(item).meta({ id: 'BulkItemPage' }),
    errors: ['not_found'],
  }),
  commit: apiOperation({
    id: 'bulkActions.commit',
    method: 'POST',
    path: '/bulk-actions/{id}/commit',
    summary: 'Begins, on exactly the set of the preview; a second time answers the same action',
    permission,
    params: idPath,
    body: z.strictObject({ token: text(100).meta({ description: 'Of the preview' }) }),
    response: action,
    errors: ['not_found', 'not_owner', 'refused'],
  }),
  stop: apiOperation({
    id: 'bulkActions.stop',
    method: 'POST',
    path: '/bulk-actions/{id}/stop',
    summary: 'Ends it after the step that is under way; what was not reached stays as it was',
    permission,
    params: idPath,
    body: nothing,
    response: action,
    errors: ['not_found', 'transition_refused'],
  }),
  release: apiOperation({
    id: 'bulkActions.release',
    method: 'POST',
    path: '/bulk-actions/{id}/release',
    summary: 'What stands at the brake is meant: the rest passes it',
    permission,
    params: idPath,
    body: nothing,
    response: action,
    errors: ['not_found', 'transition_refused'],
  }),
  undo: apiOperation({
    id: 'bulkActions.undo',
    method: 'POST',
    path: '/bulk-actions/{id}/undo',
    summary: 'Undoes what succeeded, by a bulk action of its own that begins at once',
    permission,
    params: idPath,
    body: z.strictObject({ why: why.default('') }),
    response: action,
    errors: ['not_found', 'refused'],
  }),
}
