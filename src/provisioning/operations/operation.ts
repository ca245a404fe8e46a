import type { Actor } from '../../access/actor.ts'
import type { Asker } from '../../access/actor-again.ts'
import type { CalendarDate } from '../../base/calendar.ts'
import type { ServiceType } from '../../services/service-type.ts'
import type { OutcomeClass } from '../panel/outcome.ts'
import type { TraceEntry } from '../panel/trace.ts'
import type { ActionName } from './module-action.ts'

/** What is said about an action beside its name. */
export type OperationParams = {
  /** Of a suspension, as the client and the panel read it. */
  reason?: string
  /** The new password, as the secret box sealed it. */
  passwordSealed?: string
  /** One of the backend's own commands. */
  command?: string
  /** The product that the service had before its package changed. */
  fromProductId?: number
  /** For how many years a domain is renewed. */
  years?: number
  /** To which day it is renewed: the same at every try. */
  until?: CalendarDate | null
}

/** `queued` has a job; `held` waits for a person. The others are ends. */
const OPERATION_STATES = ['queued', 'held', 'done', 'superseded', 'settled', 'cancelled'] as const
export type OperationState = (typeof OPERATION_STATES)[number]

/** What came of it last. */
type OutcomeReport = { class: OutcomeClass; text: string; explanation: string }

/** One module action from the request to its end, over however many attempts. */
export type Operation = {
  id: number
  serviceType: ServiceType
  serviceId: number
  clientId: number
  module: string
  action: ActionName
  params: OperationParams
  /** Events name them, whenever it is carried out. */
  requestedBy: Asker
  serverId: number | null
  laneId: number
  /** The job that carries it out; null while there is none. */
  jobId: number | null
  state: OperationState
  /** The panel was asked and its answer is not written down yet. Found so by another turn, nobody knows what became of it. */
  acting: boolean
  /** Look before anything is repeated: an outcome was unknown. */
  looking: boolean
  /** How often looking found nothing since the last attempt. */
  absences: number
  /** A newer request is at work against it: it is carried out no more. */
  obsolete: boolean
  /** A person has let it pass the brake. */
  approved: boolean
  /** Attempts since a person last said to try. */
  tries: number
  /** All attempts. */
  attempts: number
  /** How often an outcome was written down; who waits for one waits for a higher number. */
  reports: number
  outcome: OutcomeReport | null
  /** When the panel was asked first. */
  beganAt: number | null
  createdAt: number
  updatedAt: number
  finishedAt: number | null
}

export type NewOperation = Pick<
  Operation,
  'serviceType' | 'serviceId' | 'clientId' | 'module' | 'action' | 'params' | 'requestedBy' | 'serverId' | 'laneId'
>

/** One time that the panel was asked. */
export type Attempt = {
  operationId: number
  /** Whether it was a look instead of the action. */
  looked: boolean
  outcome: OutcomeClass
  /** The panel's own words. */
  said: string
  explanation: string
  trace: readonly TraceEntry[]
  startedAt: number
  durationMs: number
}

/** Whoever asked, for the events of what was done for them. They have no rights: these were asked for before. */
export const actorOf = (by: Asker): Actor => ({ ...by, permissions: new Set() })

/** What an operation is about, for texts: `CreateAccount of service 7`. */
export const named = ({
  action,
  serviceType,
  serviceId,
}: {
  action: string
  serviceType: ServiceType
  serviceId: number
}) => `${action} of ${serviceType} ${serviceId}`
