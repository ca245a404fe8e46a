import * as z from 'zod'
import { MAIL_STATES } from '../../../../notices/mail/mail.ts'
import { apiOperation } from '../operation.ts'
import { id, idPath, idText, instant, oneOf, page, pageQuery, text } from '../values.ts'

const state = oneOf(MAIL_STATES).meta({ id: 'MailState' })

const listed = z
  .object({
    id,
    staffId: id.meta({ description: 'Whom it is for' }),
    address: z.string(),
    kind: z.string().meta({ description: 'The template of which it was made' }),
    causeKey: z.string().nullable().meta({ description: 'Of what it is about alone: the same for the same matter' }),
    messageId: z.string(),
    subject: z.string().nullable().meta({ description: 'Null for who may not see what it is about' }),
    state,
    attempts: z.int().min(0),
    answer: z.string().nullable().meta({ description: 'What the mail server said last, or why there was no answer' }),
    createdAt: instant,
    endedAt: instant.nullable().meta({ description: 'When the mail server took it, or it was given up' }),
  })
  .meta({ id: 'Mail', description: 'A mail to a member of staff' })

const whole = listed
  .extend({ plain: z.string().nullable().meta({ description: 'Null for who may not see what it is about' }) })
  .meta({ id: 'MailWithText' })

/** One's own need no right. */
const anybody = { permission: null, admits: 'staff' } as const

export const mails = {
  list: apiOperation({
    id: 'mails.list',
    method: 'GET',
    path: '/mails',
    summary: 'Your mails, and with `system.read` those to everybody; the newest first',
    ...anybody,
    query: z.strictObject({
      ...pageQuery,
      state: state.optional(),
      staffId: idText.optional().meta({ description: 'Whom they are for' }),
    }),
    response: page(listed).meta({ id: 'Mails' }),
    errors: [],
  }),
  create: apiOperation({
    id: 'mails.create',
    method: 'POST',
    path: '/mails',
    summary: 'Writes a mail to the staff; answers how many are told',
    permission: 'system.write',
    body: z.strictObject({
      subject: text(200),
      text: text(100_000).meta({ description: 'As it stands; nothing of it is read as HTML' }),
      staffIds: z.array(id).max(1000).optional().meta({ description: 'Everybody who has an address without it' }),
    }),
    response: z
      .object({ mails: z.int().min(0) })
      .meta({ id: 'MailsWritten', description: 'How many mails were written' }),
    errors: ['refused'],
  }),
  get: apiOperation({
    id: 'mails.get',
    method: 'GET',
    path: '/mails/{id}',
    summary: 'One mail with its text',
    ...anybody,
    params: idPath,
    response: whole,
    errors: ['not_found'],
  }),
  retry: apiOperation({
    id: 'mails.retry',
    method: 'POST',
    path: '/mails/{id}/retry',
    summary: 'Sends a mail once more that was given up; one to somebody else asks for `system.write`',
    ...anybody,
    params: idPath,
    response: whole,
    errors: ['not_found', 'transition_refused'],
  }),
}
