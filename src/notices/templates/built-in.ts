import type { MailContent } from '../mail/mail.ts'
import { attention, attentionOver } from './built-in/attention.ts'
import { digest } from './built-in/digest.ts'
import { event } from './built-in/event.ts'
import { test } from './built-in/test.ts'
import type { MailTemplateName } from './template.ts'

export const BUILT_IN: Readonly<Record<MailTemplateName, MailContent>> = {
  attention,
  'attention-over': attentionOver,
  event,
  digest,
  test,
}
