import type { Job, NewJob } from '../../jobs/job.ts'
import type { Purge } from '../../jobs/purges/purge.ts'
import type { OutboundService, ServiceRef } from '../services/service.ts'

/** What a start hands to a `rest` service. */
export type RestCall = {
  readonly to: string
  readonly from?: string | undefined
  /** Handed through to the application unchanged. */
  readonly token?: string | undefined
}

/** What a start hands to a `uas` service. */
export type UasCall = { readonly parameters: string }

export type StartCall = RestCall | UasCall

export type StartStatus = 'QUEUED' | 'RUNNING' | 'COMPLETED' | 'COULDNOTRUN' | 'CANCELLED' | 'UNKNOWN'

/**
 * One request to run a service. All of it is read from its job: the payload holds what never changes, the row the state.
 */
export type Start = {
  readonly reference: string
  readonly serviceId: number
  readonly accountId: number
  readonly call: StartCall
  readonly status: Exclude<StartStatus, 'UNKNOWN'>
  /** COMPLETED: the application's return code. COULDNOTRUN: what was in the way. */
  readonly detail: string
  /** The run, once there is one. */
  readonly instanceId: string | null
  readonly enqueuedAt: number
  readonly startedAt: number | null
  readonly finishedAt: number | null
  /** Could not run unless it has begun by then. */
  readonly expiresAt: number | null
}

/** Why a start does not begin now. */
export type WaitsFor = 'turn' | 'paused' | 'disabled' | 'held' | 'calling-window' | 'breaker' | 'time' | 'worker'

export type WaitingStart = Start & {
  /** 1 is next. */
  readonly position: number
  readonly ageMs: number
  /** When it begins as things go now; null while nobody can say. */
  readonly startsAt: number | null
  readonly waitsFor: WaitsFor
}

/** How a run ended. */
export type StartEnd = { readonly code: number } | { readonly why: string }

export const START_JOB = 'outbound.start'

/** What a job keeps of its start. */
export type StartPayload = { readonly accountId: number; readonly serviceId: number; readonly call: StartCall }

type Startable = Pick<OutboundService, 'id' | 'accountId' | 'laneId' | 'runner'>

/** What is enqueued for a start. */
export function startJob({ id, accountId, laneId, runner }: Startable, reference: string, call: StartCall): NewJob {
  const payload: StartPayload = { accountId, serviceId: id, call }
  // Our own runners look how far the run had come. A worker's program cannot be asked: there the lane's rule holds.
  const onLost = runner === 'worker' ? undefined : 'look'
  return { laneId, kind: START_JOB, payload, reference, ...(onLost && { onLost }) }
}

const STATUSES = {
  waiting: 'QUEUED',
  offered: 'QUEUED',
  running: 'RUNNING',
  done: 'COMPLETED',
  failed: 'COULDNOTRUN',
  cancelled: 'CANCELLED',
} as const satisfies Record<Job['state'], StartStatus>

export function toStart(job: Job): Start {
  const { accountId, serviceId, call } = job.payload as unknown as StartPayload
  const status = STATUSES[job.state]
  const hasRun = job.attempt > 0 && status !== 'QUEUED' && status !== 'CANCELLED'
  return {
    reference: job.reference!,
    accountId,
    serviceId,
    call,
    status,
    detail: status === 'COMPLETED' ? String(codeOf(job)) : status === 'COULDNOTRUN' ? (job.note ?? '') : '',
    instanceId: hasRun ? instanceIdOf(job.reference!) : null,
    enqueuedAt: job.enqueuedAt,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
    expiresAt: job.expiresAt,
  }
}

const codeOf = ({ result }: Job): number => (result as { code: number } | null)?.code ?? 0

/** The numbers of the reference in another form, because what clients take for one must not pass for the other. */
export const instanceIdOf = (reference: string): string => reference.replace('_', '-').replaceAll('.', '-')

/** Undefined when the text is no instance id. */
export function referenceOfInstance(instanceId: string): string | undefined {
  const [, node, boot, second, counter] = /^([0-9a-f]{8})-(\d+)-(\d+)-(\d+)$/.exec(instanceId) ?? []
  return node && `${node}_${boot}.${second}.${counter}`
}

export type CancelOptions = {
  /** Only there. */
  ref?: ServiceRef
  why?: string
  /** Cannot be undone. */
  final?: boolean
}

export type Cancelled = {
  /** In the order asked for, each once. */
  readonly cancelled: string[]
  readonly others: { readonly reference: string; readonly status: StartStatus }[]
  /** Undefined when nothing was cancelled. */
  readonly purge: Purge | undefined
}

export type ApplicationStatus = { readonly start: Start; readonly service: OutboundService | undefined }

export type ReportFilter = {
  ref?: ServiceRef | undefined
  /** When they ended: instants, inclusive and exclusive. */
  from: number
  before: number
  /** The last one of the page before. */
  after?: Start | undefined
  limit: number
}
