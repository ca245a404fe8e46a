import type { MailShown } from '../../../../notices/mail/mails.ts'
import type { Subscription } from '../../../../notices/subscriptions/subscription.ts'
import { type MailTemplate, placeholdersOf } from '../../../../notices/templates/template.ts'
import { mailSettings } from '../../contract/notices/mail-settings.ts'
import { mailTemplates } from '../../contract/notices/mail-templates.ts'
import { mails } from '../../contract/notices/mails.ts'
import { subscriptions } from '../../contract/notices/subscriptions.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { listByKeyset } from '../../keyset.ts'

export const noticeHandlers = [
  handle(mailSettings.get, ({ actor, domain }) => domain.notices.mailSettings.get(actor)),
  handle(mailSettings.update, ({ actor, domain }, { body }) => domain.notices.mailSettings.update(actor, body)),
  handle(mailSettings.test, ({ actor, domain }) => domain.notices.mailSettings.test(actor)),
  handle(mails.list, async ({ actor, domain }, { query: { offset, limit, cursor, state, staffId } }) => {
    const { rows, beside } = await listByKeyset<MailShown>(
      { offset, limit, cursor },
      {
        list: (page) => domain.notices.mails.list(actor, { state, staffId }, page),
        sort: '-id',
        placeOf: ({ id }) => [id],
      },
    )
    return { items: rows.map(encodeListed), ...beside }
  }),
  handle(mails.create, async ({ actor, domain }, { body }) => ({
    mails: await domain.notices.sendToStaff(actor, body),
  })),
  handle(mails.get, async ({ actor, domain }, { params }) =>
    encodeMail(await domain.notices.mails.get(actor, params.id)),
  ),
  handle(mails.retry, async ({ actor, domain }, { params }) =>
    encodeMail(await domain.notices.mails.retry(actor, params.id)),
  ),
  handle(mailTemplates.list, async ({ actor, domain }) => ({
    items: (await domain.notices.mailTemplates.list(actor)).map(encodeTemplate),
  })),
  handle(mailTemplates.get, async ({ actor, domain }, { params }) =>
    encodeTemplate(await domain.notices.mailTemplates.get(actor, params.name)),
  ),
  handle(mailTemplates.update, async ({ actor, domain }, { params, body }) =>
    encodeTemplate(await domain.notices.mailTemplates.update(actor, params.name, body)),
  ),
  handle(mailTemplates.delete, async ({ actor, domain }, { params }) =>
    encodeTemplate(await domain.notices.mailTemplates.delete(actor, params.name)),
  ),
  handle(mailTemplates.preview, ({ actor, domain }, { params, body }) =>
    domain.notices.mailTemplates.preview(actor, params.name, body),
  ),
  handle(subscriptions.getOwn, async ({ actor, domain }) => encode(await domain.notices.subscriptions.get(actor))),
  handle(subscriptions.putOwn, async ({ actor, domain }, { body }) =>
    encode(await domain.notices.subscriptions.put(actor, body)),
  ),
  handle(subscriptions.get, async ({ actor, domain }, { params }) =>
    encode(await domain.notices.subscriptions.get(actor, params.id)),
  ),
  handle(subscriptions.put, async ({ actor, domain }, { params, body }) =>
    encode(await domain.notices.subscriptions.put(actor, body, params.id)),
  ),
]

const encodeListed = (mail: MailShown): AnswerOf<typeof mails.list>['items'][number] => ({
  id: mail.id,
  staffId: mail.staffId,
  address: mail.address,
  kind: mail.kind,
  causeKey: mail.causeKey,
  messageId: mail.messageId,
  subject: mail.subject,
  state: mail.state,
  attempts: mail.attempts,
  answer: mail.answer,
  createdAt: instantText(mail.createdAt),
  endedAt: orNull(mail.endedAt, instantText),
})

const encodeMail = (mail: MailShown): AnswerOf<typeof mails.get> => ({ ...encodeListed(mail), plain: mail.plain })

const encodeTemplate = ({ name, subject, plain, html, changed, updatedAt }: MailTemplate) => ({
  ...{ name, subject, plain, html, changed },
  placeholders: [...placeholdersOf(name)],
  updatedAt: orNull(updatedAt, instantText),
})

const encode = ({ staffId, address, attention, attentionKinds, ...rest }: Subscription) => ({
  ...{ staffId, address, attention },
  attentionKinds: [...attentionKinds],
  ...rest,
})
