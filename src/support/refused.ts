import { Refusal } from '../base/refusal.ts'

/** Facts are named beside each. */
export type SupportRefusalCode =
  /** `department`: tickets lie there. */
  | 'department_in_use'
  | 'subject_required'
  | 'message_required'
  /** A guest says both. */
  | 'guest_incomplete'
  /** `contact` and `client`: it is not this client's, or there is none. */
  | 'contact_not_owned'
  /** `user` and `client`. */
  | 'user_not_linked'
  /** `service` or `domain`, and `client`. */
  | 'related_not_owned'
  /** The instant is later than now. */
  | 'in_the_future'
  /** No number was free. */
  | 'no_ticket_number'
  /** `got`, and `valid`: the words there are. */
  | 'ticket_status_unknown'
  /** `ids`: there are none of these, or it is the ticket itself. */
  | 'tickets_not_mergeable'
  /** A guest who is blocked, or is to be blocked again. */
  | 'sender_blocked'
  /** Clients are not blocked. */
  | 'sender_is_client'

/** What cannot be done to tickets. */
export class SupportRefused extends Refusal {
  declare readonly code: SupportRefusalCode

  constructor(code: SupportRefusalCode, message: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(code, message, facts)
  }
}
