import * as z from 'zod'
import { FAILURE_CLASSES } from '../../../../provisioning/panel/outcome.ts'
import { PATH_STATES } from '../../../../provisioning/queue/path.ts'
import { QUEUE_SORTS, RESOLUTIONS } from '../../../../provisioning/queue/queue-entry.ts'
import { SERVICE_TYPES } from '../../../../services/service-type.ts'
import { apiOperation } from '../operation.ts'
import {
  calendarDate,
  done,
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
  sortPair,
  text,
} from '../values.ts'
import { fix } from './fix.ts'

const serviceType = oneOf(SERVICE_TYPES).meta({ id: 'ServiceType' })
export const failureClass = oneOf(FAILURE_CLASSES).meta({ id: 'FailureClass' })

const settlement = z
  .object({
    resolution: oneOf(RESOLUTIONS),
    note: z.string(),
    at: instant,
    by: z.string().meta({ description: 'Who said so; empty where nobody did' }),
  })
  .meta({ id: 'Settlement', description: 'How it ended; null as long as it is open' })

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
    settled: settlement.nullable(),
  })
  .meta({ id: 'QueueEntry' })

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

const note = z
  .object({
    id,
    text: z.string(),
    staffId: id.nullable().meta({ description: 'Who made it; null where no member of the staff did' }),
    by: z.string(),
    at: instant,
  })
  .meta({ id: 'QueueEntryNote' })

const job = z
  .object({
    id,
    operationId: id.meta({ description: 'What it carries out' }),
    requestedBy: z.string(),
    lane: z.string(),
    state: oneOf(['waiting', 'offered', 'running', 'done', 'failed', 'cancelled']),
    waitsFor: oneOf(['turn', 'time', 'key']).nullable().meta({ description: 'What a waiting one waits for' }),
    band: oneOf(['person', 'automatic', 'bulk']),
    attempt: z.int().min(0).meta({ description: 'How often it has begun' }),
    losses: z.int().min(0).meta({ description: 'How often its worker was lost' }),
    note: z.string().nullable().meta({ description: 'What was said about it last' }),
    runAt: instant.nullable(),
    enqueuedAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'QueueEntryJob', description: 'A job that carried the action out, or is to' })

const account = z
  .object({
    status: z.string().meta({ description: 'Of the service, add-on or domain' }),
    username: z.string().nullable(),
    domain: z.string().nullable(),
    suspensionReason: z.string(),
    expiresOn: calendarDate.nullable(),
    remembered: z
      .array(z.object({ name: z.string(), value: z.string() }))
      .meta({ description: 'What the module keeps of it, without secrets' }),
    usage: z
      .object({
        ...{
          diskUsedMb: z.number(),
          diskLimitMb: z.number(),
          bandwidthUsedMb: z.number(),
          bandwidthLimitMb: z.number(),
        },
        at: instant,
      })
      .nullable()
      .meta({ description: 'As it was read last' }),
    looks: z.boolean().meta({ description: 'Whether the panel can be asked what it has' }),
  })
  .meta({ id: 'QueueEntryAccount', description: 'What we know of the account that an entry is about' })

const seen = z
  .object({
    state: oneOf(['active', 'suspended', 'pending', 'terminated', 'absent']),
    username: z.string().nullable(),
    domain: z.string().nullable(),
    package: z.string().nullable(),
    suspensionReason: z.string(),
    expiresOn: calendarDate.nullable(),
    differs: z.array(z.string()).meta({ description: 'In what it is not as it was asked for' }),
    durationMs: z.int().min(0),
  })
  .meta({ id: 'QueueEntrySeen', description: 'What the panel has now' })

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
  not: text(1000).optional().meta({
    description: 'None of these: `failureClass:transient serverId:3`, which `-class:transient -server:3` is in `q`',
  }),
}

const settledFilter = {
  settledFrom: moment
    .optional()
    .meta({ description: 'What was settled then or later, instead of what is open; `settled:1d` in `q`' }),
  resolution: oneOf(RESOLUTIONS).optional().meta({ description: 'Beside `settledFrom`: how' }),
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
  not: text(1000).optional().meta({ description: 'None of these, as the list takes it' }),
})

const approve = z.boolean().default(false).meta({ description: 'Lets pass what the brake has held' })
const said = text(2000).default('').meta({ description: 'Why, for the activity log' })
const retried = z.object({ retried: z.int().min(0), passedOver: z.int().min(0) }).meta({ id: 'Retried' })
const permission = 'provisioning.write'

export const moduleQueue = {
  list: apiOperation({
    id: 'moduleQueue.list',
    method: 'GET',
    path: '/module-queue',
    summary: 'What failed at a panel and is not settled, or was; whole, or in parts',
    permission: 'provisioning.read',
    query: z.strictObject({
      ...filter,
      ...settledFilter,
      ...listQuery,
      ...partQuery,
      sort: sortPair(QUEUE_SORTS).default('id'),
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
    summary: 'One entry, also a settled one, with each attempt and its calls, and its notes',
    permission: 'provisioning.read',
    params: idPath,
    response: queueEntry
      .extend({ path: z.array(step), attempts: z.array(attempt), notes: z.array(note) })
      .meta({ id: 'QueueEntryShown' }),
    errors: ['not_found'],
  }),
  jobs: apiOperation({
    id: 'moduleQueue.jobs',
    method: 'GET',
    path: '/module-queue/{id}/jobs',
    summary: 'The jobs that carried the action of an entry out, or are to; the newest first',
    permission: 'provisioning.read',
    params: idPath,
    response: z.object({ items: z.array(job) }).meta({ id: 'QueueEntryJobs' }),
    errors: ['not_found'],
  }),
  account: apiOperation({
    id: 'moduleQueue.account',
    method: 'GET',
    path: '/module-queue/{id}/account',
    summary: 'The account that an entry is about, as far as we know it',
    permission: 'provisioning.read',
    params: idPath,
    response: account,
    errors: ['not_found'],
  }),
  look: apiOperation({
    id: 'moduleQueue.look',
    method: 'POST',
    path: '/module-queue/{id}/look',
    summary: 'Asks the panel what it has of the account of an entry; changes nothing',
    permission,
    params: idPath,
    body: z.strictObject({}),
    response: seen,
    errors: ['not_found', 'refused'],
  }),
  addNote: apiOperation({
    id: 'moduleQueue.addNote',
    method: 'POST',
    path: '/module-queue/{id}/notes',
    summary: 'Writes something down about an entry, open or settled',
    permission,
    params: idPath,
    body: z.strictObject({
      text: text(4000).meta({ examples: ['The panel is being moved; tomorrow it will be there'] }),
    }),
    response: note,
    errors: ['not_found', 'refused'],
  }),
  deleteNote: apiOperation({
    id: 'moduleQueue.deleteNote',
    method: 'DELETE',
    path: '/module-queue/{id}/notes/{noteId}',
    summary: "Takes one's own note away",
    permission,
    params: z.strictObject({ id: idText, noteId: idText }),
    response: done,
    errors: ['not_found', 'not_owner'],
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
    body: z.strictObject({ note: said }),
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
    body: z.strictObject({ note: said }),
    response: z.object({ id }).meta({ id: 'QueueEntryClosed' }),
    errors: ['not_found'],
  }),
}
