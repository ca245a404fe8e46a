// Made from the contract of the server by scripts/generators/client-contract.ts: "npm run generate" writes it again.

/** What went wrong (RFC 9457) */
export type Problem = {
  /** `urn:provisor:problem:` and the code */
  type: string
  /** The same words for every problem of this code */
  title: string
  /** The HTTP status */
  status: number
  /** What happened this time, for a person */
  detail: string
  /** Stable, for programs */
  code: string
  /** The evidence behind the detail */
  facts?: Record<string, unknown> | undefined
  /** What can be done about it */
  hint?: string | undefined
  /** What is wrong with the request, place by place; a path is such as `query.limit` */
  errors?: {
    path: string
    message: string
  }[] | undefined
  /** With this the operator finds our fault in the log */
  requestId?: string | undefined
}

export type ApiIndex = {
  name: string
  version: string
  links: {
    self: string
    description: string
    health: string
  }
}

export type ServiceStatus =
  | 'Pending'
  | 'Active'
  | 'Completed'
  | 'Suspended'
  | 'Terminated'
  | 'Cancelled'
  | 'Fraud'

export type ServicePage = {
  items: Service[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
}

/** What a client holds: one sold product */
export type Service = {
  id: number
  clientId: number
  orderId: number | null
  /** The number that people are told */
  orderNumber: string | null
  productId: number
  productName: string
  /** The product group */
  groupName: string
  serverId: number | null
  serverName: string | null
  serverHostname: string | null
  serverIp: string | null
  quantity: number
  status: ServiceStatus
  suspensionReason: string
  overrideAutoSuspend: boolean
  /** YYYY-MM-DD */
  overrideSuspendUntil: string | null
  domain: string
  username: string
  /** Only with `include=password`; empty when the service has none */
  password?: string | undefined
  billingCycle: BillingCycle
  /** Of the amounts: the client's, as ISO 4217 */
  currency: string
  firstPayment: string
  recurring: string
  paymentMethod: string
  paymentMethodName: string | null
  /** YYYY-MM-DD */
  registeredOn: string | null
  /** YYYY-MM-DD */
  nextDueOn: string | null
  /** YYYY-MM-DD */
  nextInvoiceOn: string | null
  /** YYYY-MM-DD */
  terminatedOn: string | null
  subscriptionId: string
  promoId: number | null
  ns1: string
  ns2: string
  dedicatedIp: string
  assignedIps: string[]
  notes: string
  diskUsedMb: number
  /** 0 is without limit */
  diskLimitMb: number
  bandwidthUsedMb: number
  /** 0 is without limit */
  bandwidthLimitMb: number
  /** When the usage was read last */
  usageAt: string | null
  customFields: {
    id: number
    name: string
    value: string
  }[]
  configOptions: {
    id: number
    name: string
    /** Null where nothing was chosen */
    choiceId: number | null
    /** The name of the choice */
    choice: string | null
    quantity: number
  }[]
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  /** Moves with every change; the ETag */
  version: number
}

export type BillingCycle =
  | 'free'
  | 'onetime'
  | 'monthly'
  | 'quarterly'
  | 'semiannually'
  | 'annually'
  | 'biennially'
  | 'triennially'

export type HistoryPage = {
  items: HistoryEvent[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
}

/** What happened, who did it, and what it changed */
export type HistoryEvent = {
  id: number
  /** ISO 8601, in UTC */
  at: string
  /** Past tense, such as `service.suspended` */
  kind: string
  /** One line for people */
  description: string
  actor: {
    /** `staff`, or `system` for the server itself and the owner of its data */
    kind: string
    /** The staff member; 0 for the system */
    id: number
    name: string
    /** Where the request came from */
    address: string
  }
  /** Field by field. Secrets show as `***`, and so does that they changed */
  changes: Record<string, {
    before: unknown
    after: unknown
  }>
}

export type ServiceType = 'service' | 'addon' | 'domain'

export type FailureClass =
  | 'transient'
  | 'unknown'
  | 'conflict'
  | 'configuration'
  | 'authentication'
  | 'permanent'

export type QueueEntries = {
  items: QueueEntry[]
  total: number
}

export type QueueEntry = {
  id: number
  serviceType: ServiceType
  serviceId: number
  module: string
  action: string
  /** ISO 8601, in UTC */
  lastAttemptAt: string
  /** The panel's own words */
  lastError: string
  /** Ours beside them; may be empty */
  explanation: string
  /** The same for everything that is mended together */
  cause: string
  serverId: number | null
  failureClass: FailureClass
  /** Failures after the first one */
  retries: number
  /** Nothing is tried until a person says so */
  held: boolean
  /** It does not mend itself */
  attention: boolean
  /** ISO 8601, in UTC */
  nextAttemptAt: string | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
}

export type QueueGroups = {
  items: QueueGroup[]
}

export type QueueGroup = {
  serverId: number | null
  module: string
  failureClass: FailureClass
  cause: string
  entries: number
  lastError: string
  /** ISO 8601, in UTC */
  firstAt: string
  /** ISO 8601, in UTC */
  lastAt: string
}

export type QueueEntryShown = {
  id: number
  serviceType: ServiceType
  serviceId: number
  module: string
  action: string
  /** ISO 8601, in UTC */
  lastAttemptAt: string
  /** The panel's own words */
  lastError: string
  /** Ours beside them; may be empty */
  explanation: string
  /** The same for everything that is mended together */
  cause: string
  serverId: number | null
  failureClass: FailureClass
  /** Failures after the first one */
  retries: number
  /** Nothing is tried until a person says so */
  held: boolean
  /** It does not mend itself */
  attention: boolean
  /** ISO 8601, in UTC */
  nextAttemptAt: string | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  settled: Settlement | null
  attempts: ModuleAttempt[]
}

/** How it ended; null as long as it is open */
export type Settlement = {
  resolution: 'succeeded' | 'settled' | 'superseded' | 'cancelled'
  note: string
  /** ISO 8601, in UTC */
  at: string
}

export type ModuleAttempt = {
  /** ISO 8601, in UTC */
  startedAt: string
  durationMs: number
  /** It only looked what had become of an earlier attempt */
  looked: boolean
  outcome: string
  said: string
  explanation: string
  /** The calls, without secrets */
  trace: Record<string, unknown>[]
}

export type Retried = {
  retried: number
  passedOver: number
}

export type QueueEntryClosed = {
  id: number
}

export type Lanes = {
  items: Lane[]
}

export type Lane = {
  /** Such as `server:3` */
  name: string
  state: 'running' | 'paused' | 'broken'
  breaker: 'closed' | 'open' | 'half-open'
  /** Exact: everything that has not begun */
  waiting: number
  running: number
  concurrency: number | null
  /** When a broken lane is tried again */
  openUntil: string | null
  holds: {
    reason: 'by-hand' | 'maintenance'
    heldBy: string
    why: string
    /** ISO 8601, in UTC */
    since: string
  }[]
}

export type ServicesListQuery = {
  clientId?: number | undefined
  productId?: number | undefined
  /** The whole name, without regard to case */
  domain?: string | undefined
  /** The whole name, without regard to case */
  username?: string | undefined
  status?: ServiceStatus | undefined
  /** `password` adds the passwords; it needs the permission services.passwords */
  include?: 'password'[] | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
}

export type ServicesGetPath = {
  id: number
}

export type ServicesGetQuery = {
  /** `password` adds the passwords; it needs the permission services.passwords */
  include?: 'password'[] | undefined
}

export type ServicesHistoryPath = {
  id: number
}

export type ServicesHistoryQuery = {
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
}

export type ModuleQueueListQuery = {
  serviceType?: ServiceType | undefined
  relatedId?: number | undefined
  module?: string | undefined
  action?: string | undefined
  serverId?: number | undefined
  failureClass?: FailureClass | undefined
  /** Exactly */
  cause?: string | undefined
  /** `true` for what needs a person */
  attention?: boolean | undefined
}

export type ModuleQueueGroupsQuery = {
  serviceType?: ServiceType | undefined
  relatedId?: number | undefined
  module?: string | undefined
  action?: string | undefined
  serverId?: number | undefined
  failureClass?: FailureClass | undefined
  /** Exactly */
  cause?: string | undefined
  /** `true` for what needs a person */
  attention?: boolean | undefined
}

export type ModuleQueueGetPath = {
  id: number
}

export type ModuleQueueRetryPath = {
  id: number
}

export type ModuleQueueRetryBody = {
  /** Lets pass what the brake has held; default false */
  approve?: boolean | undefined
}

export type ModuleQueueRetryAllBody = {
  filter: {
    serviceType?: ServiceType | undefined
    relatedId?: number | undefined
    module?: string | undefined
    action?: string | undefined
    serverId?: number | undefined
    failureClass?: FailureClass | undefined
    cause?: string | undefined
    attention?: boolean | undefined
  }
  /** Lets pass what the brake has held; default false */
  approve?: boolean | undefined
}

export type ModuleQueueResolvePath = {
  id: number
}

export type ModuleQueueResolveBody = {
  /** Why, for the activity log; default  */
  note?: string | undefined
}

export type ModuleQueueCancelPath = {
  id: number
}

export type ModuleQueueCancelBody = {
  /** Why, for the activity log; default  */
  note?: string | undefined
}

export type LanesPausePath = {
  name: string
}

export type LanesPauseBody = {
  /** default  */
  why?: string | undefined
}

export type LanesResumePath = {
  name: string
}

export type LanesResumeBody = Record<string, never>

export type LanesMaintenancePath = {
  id: number
}

export type LanesMaintenanceBody = {
  on: boolean
}

/** The codes of problems that the server gives by itself; refusals of what was asked have their own. */
export type ProblemCode =
  | 'invalid'
  | 'unauthenticated'
  | 'permission_refused'
  | 'no_api_access'
  | 'staff_disabled'
  | 'address_banned'
  | 'address_not_allowed'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'transition_refused'
  | 'too_large'
  | 'unsupported_media_type'
  | 'refused'
  | 'internal'
  | 'busy'

/** Every operation of the API: what it takes and what it answers. */
export type Operations = {
  /** What answers here, and where to read on */
  'api.index': {
    answer: ApiIndex
  }
  /** This description (OpenAPI 3.1) */
  'api.description': {
    answer: Record<string, unknown>
  }
  /** Services that match all the filters, by id. Needs the permission services.read. */
  'services.list': {
    query: ServicesListQuery
    answer: ServicePage
  }
  /** One service. Needs the permission services.read. */
  'services.get': {
    params: ServicesGetPath
    query: ServicesGetQuery
    answer: Service
  }
  /** What happened to one service, newest first. Needs the permission services.read. */
  'services.history': {
    params: ServicesHistoryPath
    query: ServicesHistoryQuery
    answer: HistoryPage
  }
  /** What failed at a panel and is not settled, by id. Needs the permission provisioning.read. */
  'moduleQueue.list': {
    query: ModuleQueueListQuery
    answer: QueueEntries
  }
  /** What is held, by what it has in common; the largest group first. Needs the permission provisioning.read. */
  'moduleQueue.groups': {
    query: ModuleQueueGroupsQuery
    answer: QueueGroups
  }
  /** One entry, also a settled one, with each attempt and its calls. Needs the permission provisioning.read. */
  'moduleQueue.get': {
    params: ModuleQueueGetPath
    answer: QueueEntryShown
  }
  /** Tries an entry again now. Needs the permission provisioning.write. */
  'moduleQueue.retry': {
    params: ModuleQueueRetryPath
    body: ModuleQueueRetryBody
    answer: Retried
  }
  /** Tries all entries again that match; an empty filter is all there are. Needs the permission provisioning.write. */
  'moduleQueue.retryAll': {
    body: ModuleQueueRetryAllBody
    answer: Retried
  }
  /** Settles an entry: it was done in another way. Needs the permission provisioning.write. */
  'moduleQueue.resolve': {
    params: ModuleQueueResolvePath
    body: ModuleQueueResolveBody
    answer: QueueEntryClosed
  }
  /** Drops an entry: nobody wants it any more. Needs the permission provisioning.write. */
  'moduleQueue.cancel': {
    params: ModuleQueueCancelPath
    body: ModuleQueueCancelBody
    answer: QueueEntryClosed
  }
  /** The lanes of panels, by name. Needs the permission provisioning.read. */
  'lanes.list': {
    answer: Lanes
  }
  /** Nothing of the lane begins any more; what runs goes on. Needs the permission provisioning.write. */
  'lanes.pause': {
    params: LanesPausePath
    body: LanesPauseBody
    answer: Lane
  }
  /** Lets go of a lane that was paused by hand, and closes its breaker. Needs the permission provisioning.write. */
  'lanes.resume': {
    params: LanesResumePath
    body: LanesResumeBody
    answer: Lane
  }
  /** Whether a server is in maintenance: then nothing contacts it. Needs the permission provisioning.write. */
  'lanes.maintenance': {
    params: LanesMaintenancePath
    body: LanesMaintenanceBody
    answer: Lane
  }
}

export const BASE = '/api/v1'

export const ROUTES = {
  'api.index': { method: 'GET', path: '' },
  'api.description': { method: 'GET', path: '/openapi.json' },
  'services.list': { method: 'GET', path: '/services' },
  'services.get': { method: 'GET', path: '/services/{id}' },
  'services.history': { method: 'GET', path: '/services/{id}/history' },
  'moduleQueue.list': { method: 'GET', path: '/module-queue' },
  'moduleQueue.groups': { method: 'GET', path: '/module-queue/groups' },
  'moduleQueue.get': { method: 'GET', path: '/module-queue/{id}' },
  'moduleQueue.retry': { method: 'POST', path: '/module-queue/{id}/retry' },
  'moduleQueue.retryAll': { method: 'POST', path: '/module-queue/retry' },
  'moduleQueue.resolve': { method: 'POST', path: '/module-queue/{id}/resolve' },
  'moduleQueue.cancel': { method: 'POST', path: '/module-queue/{id}/cancel' },
  'lanes.list': { method: 'GET', path: '/lanes' },
  'lanes.pause': { method: 'POST', path: '/lanes/{name}/pause' },
  'lanes.resume': { method: 'POST', path: '/lanes/{name}/resume' },
  'lanes.maintenance': { method: 'POST', path: '/servers/{id}/maintenance' },
} as const satisfies Record<keyof Operations, { method: string; path: string }>
