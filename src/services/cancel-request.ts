import type { RecordRow } from '../access/store.ts'

export const CANCEL_KINDS = ['immediate', 'end_of_period'] as const
export type CancelKind = (typeof CANCEL_KINDS)[number]

/** A client wants a service to end; a person carries it out. One service has one that is open. */
export type CancelRequest = RecordRow & {
  serviceId: number
  clientId: number
  kind: CancelKind
  reason: string
  /** When somebody had carried it out; null while it is open. */
  completedAt: number | null
}

export type CancelRequestFilter = {
  serviceId?: number | undefined
  clientId?: number | undefined
  open?: boolean | undefined
}
