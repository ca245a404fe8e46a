import { Refusal } from '../base/refusal.ts'

/**
 * `client_field_required` names the `field` of the contact details; `custom_field_required` and `custom_field_invalid` the
 * `name` of the custom field; the others are about the one field that they speak of.
 */
export type ClientRefusalCode =
  | 'client_field_required'
  | 'email_invalid'
  | 'country_invalid'
  | 'phone_invalid'
  | 'custom_field_required'
  | 'custom_field_invalid'
  | 'owner_user_unknown'
  | 'user_email_taken'
  | 'user_linked'
  | 'user_is_owner'
  | 'email_taken'
  | 'domain_emails_required'
  | 'contact_in_use'
  | 'currency_is_default'
  | 'note_empty'
  | 'no_portal'
  | 'token_unknown'
  | 'nobody_named'
  | 'sign_on_off'
  | 'user_not_of_client'
  | 'sign_in_refused'

/** What a client's record cannot be. */
export class ClientRefused extends Refusal {
  declare readonly code: ClientRefusalCode

  constructor(code: ClientRefusalCode, message: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(code, message, facts)
  }
}
