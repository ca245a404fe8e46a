import type { MailContent } from '../../mail/mail.ts'
import { FOOT, page } from './page.ts'

export const attention: MailContent = {
  subject: '{{title}}',
  plain: `{{title}}

{{explanation}}

What mends it: {{fix}} ({{effect}})
How many it is about: {{count}}
Since: {{since}}

You get no more mail about this until it is over.

${FOOT}`,
  html: page(`<h2>{{title}}</h2>
<p>{{explanation}}</p>
<p><b>What mends it:</b> {{fix}} ({{effect}})</p>
<p>How many it is about: {{count}}<br>
Since: {{since}}</p>
<p>You get no more mail about this until it is over.</p>`),
}

export const attentionOver: MailContent = {
  subject: 'Over: {{title}}',
  plain: `This is over: {{title}}

It stood since {{since}}, and is not seen any more since {{over}}.

${FOOT}`,
  html: page(`<h2>Over: {{title}}</h2>
<p>It stood since {{since}}, and is not seen any more since {{over}}.</p>`),
}
