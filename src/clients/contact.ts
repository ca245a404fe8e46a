import type { Patch } from '../base/merge.ts'
import type { EmailSwitches } from './client.ts'
import type { ContactDetails } from './contact-details.ts'

/** Somebody else to write to on a client's behalf. */
export type Contact = ContactDetails & {
  id: number
  clientId: number
  /** Which of the client's e-mails also go here. */
  emails: EmailSwitches
  createdAt: number
  updatedAt: number
}

/** Exactly, without regard to case; all of them. */
export type ContactFilter = Patch<Pick<Contact, 'clientId' | Exclude<keyof ContactDetails, 'taxId'>>>
