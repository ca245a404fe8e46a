import { Refusal } from '../base/refusal.ts'

/** Facts are named beside each. */
export type OutboundRefusalCode =
  /** The key may look and change nothing. */
  | 'read_only_key'
  /** A service's password was shown where an account's key is needed. */
  | 'account_key_needed'
  /** `service`: the password is another service's. */
  | 'other_service'
  /** `service`. */
  | 'service_disabled'
  /** `service`, `running`: it cannot be removed. */
  | 'service_busy'
  /** `account`, `services`. */
  | 'account_in_use'
  /** `field`: it cannot be changed once the service is made. */
  | 'fixed'
  /** `runner`: its starts are not for workers to take. */
  | 'not_for_workers'
  /** The worker's session is not one of this service, or is over. */
  | 'session_over'

export class OutboundRefused extends Refusal {
  declare readonly code: OutboundRefusalCode

  constructor(code: OutboundRefusalCode, message: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(code, message, facts)
  }
}
