import type { MailContent } from '../../mail/mail.ts'
import { FOOT, page } from './page.ts'

export const digest: MailContent = {
  subject: 'Provisor: {{count}}',
  plain: `{{count}}:

{{items}}

${FOOT}`,
  html: page(`<h2>{{count}}</h2>
{{items}}`),
}
