import type { SortOrder } from '../../base/page.ts'
import type { ServiceType } from '../../services/service-type.ts'
import type { FailureClass } from '../panel/outcome.ts'

/** How an entry was settled: the action succeeded, a person settled or cancelled it, or a later request made it pointless. */
export const RESOLUTIONS = ['succeeded', 'settled', 'superseded', 'cancelled'] as const
export type Resolution = (typeof RESOLUTIONS)[number]

/** What an entry is about. Module and action are compared without regard to case. */
export type ModuleAction = {
  serviceType: ServiceType
  serviceId: number
  /** The module's system name, such as `cpanel`. */
  module: string
  /** Such as `CreateAccount` or `RegisterDomain`. */
  action: string
}

/** A module action that failed and is not yet settled. There is at most one open entry for each. */
export type QueueEntry = ModuleAction & {
  id: number
  lastAttemptAt: number
  /** The panel's own words, with the secrets that we know masked. */
  lastError: string
  /** Our words beside the panel's; may be empty. */
  explanation: string
  /** The same for everything that is mended together; may be empty. */
  cause: string
  /** Null where the module has no server. */
  serverId: number | null
  /** Null for entries that were brought along. */
  operationId: number | null
  failureClass: FailureClass
  /** Failures after the first one. */
  retries: number
  /** Nothing is tried until a person says so. */
  held: boolean
  /** When it is tried again by itself; null for never. */
  nextAttemptAt: number | null
  createdAt: number
  updatedAt: number
}

/** What people know an entry's subject by; null where there is none, or it is gone. */
export type EntryNames = {
  clientName: string | null
  /** Of the service or add-on. */
  productName: string | null
  /** Of the service, or the name itself. */
  domain: string | null
  serverName: string | null
}

/** How an entry ended, and what was said about it; `by` is empty where nobody of the staff did it. */
export type Settlement = { resolution: Resolution; note: string; at: number; by: string }

/** What somebody wrote down about an entry. `staffId` is null where no member of the staff did. */
export type EntryNote = { id: number; entryId: number; text: string; staffId: number | null; by: string; at: number }

/** It does not mend itself: it is held, or no further try is planned. */
export const needsAttention = ({ held, nextAttemptAt }: Pick<QueueEntry, 'held' | 'nextAttemptAt'>): boolean =>
  held || nextAttemptAt === null

/** Filters combine with AND. An id that nothing has matches nothing. */
export type QueueFilter = {
  serviceType?: ServiceType | undefined
  /** Of any type when `serviceType` is not given. */
  relatedId?: number | undefined
  module?: string | undefined
  action?: string | undefined
  serverId?: number | undefined
  failureClass?: FailureClass | undefined
  /** Exactly. */
  cause?: string | undefined
  held?: boolean | undefined
  /** Last tried at this instant or later. */
  since?: number | undefined
  /** Only what needs a person; `false` for what is tried again by itself. */
  attention?: boolean | undefined
  /** Whose service, add-on or domain it is. */
  clientId?: number | undefined
  /** How its domain or its user name begins, without regard to case. */
  search?: string | undefined
  /** What was settled at this instant or later, instead of what is open. */
  settledFrom?: number | undefined
  /** Of settled ones: how. */
  resolution?: Resolution | undefined
  /** None of these. */
  not?: Exclusions | undefined
}

/** An entry that has one of the values in its field does not match. */
export type Exclusions = {
  serviceType?: readonly ServiceType[] | undefined
  module?: readonly string[] | undefined
  action?: readonly string[] | undefined
  serverId?: readonly number[] | undefined
  failureClass?: readonly FailureClass[] | undefined
  cause?: readonly string[] | undefined
  clientId?: readonly number[] | undefined
  search?: readonly string[] | undefined
}

/** By what people sort entries, and then by id. */
export const QUEUE_SORTS = ['id', 'createdAt', 'lastAttemptAt', 'nextAttemptAt', 'retries', 'settledAt'] as const
export type QueueSort = (typeof QUEUE_SORTS)[number]
/** One after another. */
export type QueueOrder = readonly SortOrder<QueueSort>[]

/** Of one class, the open entries together. */
export type QueueMeasure = {
  failureClass: FailureClass
  entries: number
  held: number
  /** As `needsAttention` says. */
  needsPerson: number
  retries: number
  /** When the oldest failed first. */
  oldestAt: number
  /** How many failed first so long ago, or longer: one number for each age that was asked for. */
  older: number[]
}

/** What failed for one reason. */
export type QueueGroup = {
  serverId: number | null
  module: string
  failureClass: FailureClass
  cause: string
  entries: number
  /** How many of them wait for a person; the others are tried again by themselves. */
  held: number
  /** Of the entry that failed last, and so are the explanation and `latest`. */
  lastError: string
  explanation: string
  latest: { id: number; serviceType: ServiceType; serviceId: number }
  /** What was to be done, by name. */
  actions: string[]
  firstAt: number
  lastAt: number
}
