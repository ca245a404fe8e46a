import type { EmailSwitches } from './client.ts'
import type { Particulars } from './particulars.ts'

/** Somebody else to write to on a client's behalf. */
export type Contact = Particulars & {
  id: number
  clientId: number
  /** Which of the client's e-mails also go here. */
  emails: EmailSwitches
  createdAt: number
}
