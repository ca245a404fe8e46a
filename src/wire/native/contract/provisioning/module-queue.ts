import * as z from 'zod'
import { FAILURE_CLASSES } from '../../../../provisioning/panel/outcome.ts'
import { PATH_STATES } from '../../../../provisioning/queue/path.ts'
import { QUEUE_SORTS, RESOLUTIONS } from '../../../../provisioning/queue/queue-entry.ts'
import { SERVICE_TYPES } from '../../../../services/service-type.ts'
import { apiOperation } from '../operation.ts'
import {
  filterText,
  flagText,
  id,
  idPath,
  idText,
  instant,
  listQuery,
  moment,
  oneOf,
  partQuery,
  sortWord,
  text,
} from '../values.ts'
import { fix } from './fix.ts'

const serviceType = oneOf(SERVICE_TYPES).meta({ id: 'ServiceType' })
export const failureClass = oneOf(FAILURE_CLASSES).meta({ id: 'FailureClass' })

const queueEntry = z
  .object({
    id,
    serviceType,
    serviceId: id,
    module: z.string(),
    action: z.string(),
    lastAttemptAt: instant,
    lastError: z.string().meta({ description: "The panel's own words" }),
    explanation: z.string().meta({ description: 'Ours beside them; may be empty' }),
    cause: z.string().meta({ description: 'The same for everything that is mended together' }),
    serverId: id.nullable(),
    clientName: z.string().nullable().meta({ description: 'For who may read clients' }),
    productName: z.string().nullable(),
    domain: z.string().nullable(),
    serverName: z.string().nullable(),
    failureClass,
    retries: z.int().min(0).meta({ description: 'Failures after the first one' }),
    held: z.boolean().meta({ description: 'Nothing is tried until a person says so' }),
    attention: z.boolean().meta({ description: 'It does not mend itself' }),
    nextAttemptAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'QueueEntry' })

const settlement = z
  .object({ resolution: oneOf(RESOLUTIONS), note: z.string(), at: instant })
  .meta({ id: 'Settlement', description: 'How it ended; null as long as it is open' })

const step = z
  .object({
    state: oneOf(PATH_STATES),
    at: instant,
    by: z.string().meta({ description: 'Empty where nobody did it' }),
    note: z.string(),
  })
  .meta({ id: 'QueueEntryStep', description: 'A state that the entry went through' })

const attempt = z
  .object({
    startedAt: instant,
    durationMs: z.int().min(0),
    looked: z.boolean().meta({ description: 'It only looked what had become of an earlier attempt' }),
    outcome: z.string(),
    said: z.string(),
    explanation: z.string(),
    trace: z.array(z.record(z.string(), z.unknown())).meta({ description: 'The calls, without secrets' }),
  })
  .meta({ id: 'ModuleAttempt' })

const group = z
  .object({
    serverId: id.nullable(),
    module: z.string(),
    failureClass,
    cause: z.string(),
    entries: z.int().min(1),
    serverName: z.string().nullable(),
    title: z.string().meta({ description: 'What is wrong, with its subject' }),
    explanation: z.string(),
    actions: z.array(z.string()).meta({ description: 'What was to be done' }),
    lastError: z.string(),
    firstAt: instant,
    lastAt: instant,
    fix,
  })
  .meta({ id: 'QueueGroup' })

const filter = {
  serviceType: serviceType.optional(),
  relatedId: idText.optional(),
  module: filterText.optional(),
  action: filterText.optional(),
  serverId: idText.optional(),
  failureClass: failureClass.optional(),
  cause: text(4000).optional().meta({ description: 'Exactly; empty for what has none' }),
  attention: flagText
    .optional()
    .meta({ description: '`true` for what needs a person, `false` for what is tried again by itself' }),
  clientId: idText.optional(),
  search: filterText.optional().meta({ description: 'How its domain or its user name begins' }),
  from: moment.optional().meta({ description: 'Last tried then or later' }),
}

const bodyFilter = z.strictObject({
  serviceType: serviceType.optional(),
  relatedId: id.optional(),
  module: text(255).optional(),
  action: text(255).optional(),
  serverId: id.optional(),
  failureClass: failureClass.optional(),
  cause: text(4000).optional(),
  attention: z.boolean().optional(),
})

const approve = z.boolean().default(false).meta({ description: 'Lets pass what the brake has held' })
const note = text(2000).default('').meta({ description: 'Why, for the activity log' })
const retried = z.object({ retried: z.int().min(0), passedOver: z.int().min(0) }).meta({ id: 'Retried' })
const permission = 'provisioning.write'

export const moduleQueue = {
  list: apiOperation({
    id: 'moduleQueue.list',
    method: 'GET',
    path: '/module-queue',
    summary: 'What failed at a panel and is not settled; whole, or in parts',
    permission: 'provisioning.read',
    query: z.strictObject({
      ...filter,
      ...listQuery,
      ...partQuery,
      sort: sortWord(QUEUE_SORTS).default('id'),
    }),
    response: z
      .object({
        items: z.array(queueEntry),
        total: z.int().min(0),
        nextCursor: z.string().nullable().optional().meta({
          description: 'Of a part that was asked for: send it as `cursor` for what follows; null at the end',
        }),
      })
      .meta({ id: 'QueueEntries' }),
    errors: [],
  }),
  groups: apiOperation({
    id: 'moduleQueue.groups',
    method: 'GET',
    path: '/module-queue/groups',
    summary: 'What is held, by what it has in common; the largest group first',
    permission: 'provisioning.read',
    query: z.strictObject({ ...filter, ...listQuery }),
    response: z.object({ items: z.array(group) }).meta({ id: 'QueueGroups' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'moduleQueue.get',
    method: 'GET',
    path: '/module-queue/{id}',
    summary: 'One entry, also a settled one, with each attempt and its calls',
    permission: 'provisioning.read',
    params: idPath,
    response: queueEntry
      .extend({ settled: settlement.nullable(), path: z.array(step), attempts: z.array(attempt) })
      .meta({ id: 'QueueEntryShown' }),
    errors: ['not_found'],
  }),
  retry: apiOperation({
    id: 'moduleQueue.retry',
    method: 'POST',
    path: '/module-queue/{id}/retry',
    summary: 'Tries an entry again now',
    permission,
    params: idPath,
    body: z.strictObject({ approve }),
    response: retried,
    errors: ['not_found', 'refused'],
  }),
  retryAll: apiOperation({
    id: 'moduleQueue.retryAll',
    method: 'POST',
    path: '/module-queue/retry',
    summary: 'Tries all entries again that match; an empty filter is all there are',
    permission,
    body: z.strictObject({ filter: bodyFilter, approve }),
    response: retried,
    errors: [],
  }),
  resolve: apiOperation({
    id: 'moduleQueue.resolve',
    method: 'POST',
    path: '/module-queue/{id}/resolve',
    summary: 'Settles an entry: it was done in another way',
    permission,
    params: idPath,
    body: z.strictObject({ note }),
    response: z.object({ id }).meta({ id: 'QueueEntryClosed' }),
    errors: ['not_found'],
  }),
  cancel: apiOperation({
    id: 'moduleQueue.cancel',
    method: 'POST',
    path: '/module-queue/{id}/cancel',
    summary: 'Drops an entry: nobody wants it any more',
    permission,
    params: idPath,
    body: z.strictObject({ note }),
    response: z.object({ id }).meta({ id: 'QueueEntryClosed' }),
    errors: ['not_found'],
  }),
}
