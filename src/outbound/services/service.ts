import type { Patch } from '../../base/merge.ts'
/** What answers a call: pages of a web application, or a program of the customer's that takes starts. */
export type ServiceKind = 'rest' | 'uas'
export const SERVICE_KINDS: readonly ServiceKind[] = ['rest', 'uas']

/** Who carries the starts out. `demonstration` contacts nobody and makes the outcomes up. */
export type RunnerName = 'http' | 'worker' | 'demonstration'
export const RUNNER_NAMES: readonly RunnerName[] = ['http', 'worker', 'demonstration']

export type WebPage = { readonly address: string; readonly method: 'GET' | 'POST' }
export const PAGE_METHODS: readonly WebPage['method'][] = ['GET', 'POST']

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
type Weekday = (typeof WEEKDAYS)[number]

/** When calls may begin, by the wall clock of a zone. `until` may be earlier than `from`: then it is past midnight. */
export type CallingWindow = {
  readonly zone: string
  readonly days: readonly Weekday[]
  /** `HH:MM`. */
  readonly from: string
  /** `HH:MM`; `24:00` is the end of the day. */
  readonly until: string
}

/** What may be changed of a service. Null is "none" or "no limit". */
export type ServiceSettings = {
  /** What a worker is told to run. */
  readonly applicationName: string | null
  readonly firstPage: WebPage | null
  /** Asked when a page failed. */
  readonly fallbackPage: WebPage | null
  /** Always the last one asked. */
  readonly finalPage: WebPage | null
  readonly startsPerSecond: number | null
  readonly concurrency: number | null
  /** How many may wait; a start beyond it is refused. */
  readonly queueLimit: number | null
  /** A start that has not begun by then could not run. */
  readonly expireAfterMs: number | null
  /** How long an application that answers later may take to report the end. */
  readonly runLimitMs: number
  readonly callingWindow: CallingWindow | null
  /** Its share among the services of its account when all have work. */
  readonly weight: number
  /** `repeat` runs a start again whose worker was lost; otherwise it could not run, and nobody's telephone rings twice. */
  readonly onLost: 'fail' | 'repeat'
  /** Off: takes no starts, begins none, and is not listed among the queues. */
  readonly enabled: boolean
  /** Takes starts and begins none. */
  readonly paused: boolean
}

export const SERVICE_DEFAULTS: ServiceSettings = {
  applicationName: null,
  firstPage: null,
  fallbackPage: null,
  finalPage: null,
  startsPerSecond: null,
  concurrency: null,
  queueLimit: null,
  expireAfterMs: null,
  runLimitMs: 3_600_000,
  callingWindow: null,
  weight: 1,
  onLost: 'fail',
  enabled: true,
  paused: false,
}

/** A queue of starts with what runs them. The password is not kept. */
export type OutboundService = ServiceSettings & {
  readonly id: number
  readonly accountId: number
  /** Unique in its account; compared exactly. */
  readonly name: string
  /** Neither it nor the runner can be changed: starts that wait were made for them. */
  readonly kind: ServiceKind
  readonly runner: RunnerName
  readonly laneId: number
  readonly createdAt: number
  readonly updatedAt: number
}

/** One service. A name means one of the caller's own account; staff say whose. */
export type ServiceRef = { readonly id: number } | { readonly name: string; readonly accountId?: number | undefined }

export type OutboundServiceChanges = Patch<ServiceSettings> & {
  password?: string | undefined
  /** Fixed once the service is made; another one than it has is refused. A new one is `rest` unless told otherwise. */
  kind?: ServiceKind | undefined
  runner?: RunnerName | undefined
}

export type OutboundServiceConfig = OutboundServiceChanges & { id?: number | undefined }
