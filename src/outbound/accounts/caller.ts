import type { Actor } from '../../access/actor.ts'
import type { OutboundService } from '../services/service.ts'

/** Who signed in with an API key of an account. */
export type AccountCaller = {
  readonly kind: 'account'
  /** The account. */
  readonly id: number
  readonly accountId: number
  readonly name: string
  readonly address: string
  readonly readOnly: boolean
}

/** Who signed in with the password of one service, which reaches that service only. */
export type ServiceCaller = {
  readonly kind: 'service'
  /** The service. */
  readonly id: number
  /** Known already, so that who starts it need not ask. */
  readonly service: Pick<OutboundService, 'name' | 'kind'>
  readonly accountId: number
  readonly name: string
  readonly address: string
}

export type Caller = AccountCaller | ServiceCaller

/** The first argument of every verb here: our own staff with their permissions, or a customer's program. */
export type OutboundActor = Actor | Caller

export const isCaller = (actor: OutboundActor): actor is Caller => actor.kind === 'account' || actor.kind === 'service'
