import type { MailContent } from '../../mail/mail.ts'
import { FOOT, page } from './page.ts'

export const test: MailContent = {
  subject: 'Provisor can send mail',
  plain: `Hello {{name}},

this mail came by {{server}}, as it is set up now.

${FOOT}`,
  html: page(`<p>Hello {{name}},</p>
<p>this mail came by {{server}}, as it is set up now.</p>`),
}
