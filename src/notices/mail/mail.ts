import type { Permission } from '../../access/permissions.ts'

export const MAIL_STATES = ['queued', 'sent', 'failed'] as const
type MailState = (typeof MAIL_STATES)[number]

/** One mail of the outbox. Instants are milliseconds. */
export type Mail = {
  readonly id: number
  /** Whom it is for. */
  readonly staffId: number
  readonly address: string
  /** The template of which it was made. */
  readonly kind: string
  /** Of what one mail is about alone. */
  readonly causeKey: string | null
  /** What its reader has to be allowed. */
  readonly needs: readonly Permission[]
  /** The same at each try, so that a mailbox can tell a second copy. */
  readonly messageId: string
  readonly subject: string
  readonly plain: string
  readonly html: string
  readonly state: MailState
  readonly attempts: number
  /** What the mail server said last, or why there was no answer. */
  readonly answer: string | null
  readonly createdAt: number
  /** When the server took it, or it was given up. */
  readonly endedAt: number | null
}

export type MailFilter = { readonly state?: MailState | undefined; readonly staffId?: number | undefined }
export type NewMail = Omit<Mail, 'id' | 'createdAt'>
export type MailContent = Pick<Mail, 'subject' | 'plain' | 'html'>
