import type { MailContent } from '../../mail/mail.ts'
import { FOOT, page } from './page.ts'

export const event: MailContent = {
  subject: '{{title}}',
  plain: `{{title}}

{{body}}

{{at}}

${FOOT}`,
  html: page(`<h2>{{title}}</h2>
<p>{{body}}</p>
<p>{{at}}</p>`),
}
