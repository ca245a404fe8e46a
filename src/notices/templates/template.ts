import type { MailContent } from '../mail/mail.ts'

/** What each kind of mail is made of: its placeholders, beside those of every mail. */
const MAIL_TEMPLATES = {
  attention: ['title', 'explanation', 'fix', 'effect', 'count', 'since'],
  'attention-over': ['title', 'since', 'over'],
  event: ['title', 'body', 'at'],
  digest: ['count', 'items'],
  test: ['server'],
} as const

export type MailTemplateName = keyof typeof MAIL_TEMPLATES
export const MAIL_TEMPLATE_NAMES = Object.keys(MAIL_TEMPLATES) as MailTemplateName[]

/** Of every mail: who reads it, and where the link leads; that is empty where no address is set. */
const ALWAYS = ['name', 'link'] as const

export const placeholdersOf = (name: MailTemplateName): readonly string[] => [...ALWAYS, ...MAIL_TEMPLATES[name]]

/** What stands for a placeholder; one that is a list is made for both forms. */
export type PlaceholderValue = string | { readonly plain: string; readonly html: string }
export type PlaceholderValues = Readonly<Record<string, PlaceholderValue>>

export type MailTemplate = MailContent & {
  readonly name: MailTemplateName
  /** Whether it stands instead of the one that is built in. */
  readonly changed: boolean
  readonly updatedAt: number | null
}
