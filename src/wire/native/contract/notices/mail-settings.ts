import * as z from 'zod'
import { MAIL_ENCRYPTIONS } from '../../../../notices/mail/mail-settings.ts'
import { apiOperation } from '../operation.ts'
import { id, oneOf, text } from '../values.ts'

const details = {
  host: text(253).meta({ description: 'Of the mail server; empty: nobody gets mail', examples: ['smtp.example.com'] }),
  port: z.int().min(1).max(65_535),
  encryption: oneOf(MAIL_ENCRYPTIONS).meta({
    description: '`starttls` and `tls` verify the certificate; `none` takes a password only to this machine',
  }),
  username: text(255).meta({ description: 'Empty: nobody signs in there' }),
  fromName: text(100),
  fromAddress: text(254).meta({ examples: ['provisor@example.com'] }),
  publicUrl: text(255).meta({ description: 'Where links in mails lead; empty: there are none' }),
  perMinute: z.int().min(1).max(6000).meta({ description: 'How many mails go out in a minute at most' }),
}

const settings = z
  .object({ ...details, hasPassword: z.boolean() })
  .meta({ id: 'MailSettings', description: 'The mail server of the installation' })

export const mailSettings = {
  get: apiOperation({
    id: 'mailSettings.get',
    method: 'GET',
    path: '/mail-settings',
    summary: 'The mail server of the installation; its password is told to nobody',
    permission: 'system.read',
    response: settings,
    errors: [],
  }),
  update: apiOperation({
    id: 'mailSettings.update',
    method: 'PATCH',
    path: '/mail-settings',
    summary: 'Changes what is sent and leaves the rest; for another server the password is sent again',
    permission: 'system.write',
    body: z
      .strictObject({
        ...details,
        password: text(1024).nullable().meta({ description: 'Never told again; null takes it away' }),
      })
      .partial(),
    response: settings,
    errors: [],
  }),
  test: apiOperation({
    id: 'mailSettings.test',
    method: 'POST',
    path: '/mail-settings/test',
    summary: 'Sends one mail to whoever asks, at once, and tells what the mail server said',
    permission: 'system.write',
    response: z
      .object({
        mailId: id,
        to: z.string(),
        delivered: z.boolean().meta({ description: 'Whether the mail server took it' }),
        answer: z.string().meta({ description: 'What the mail server said, or why there was no answer' }),
      })
      .meta({ id: 'MailTested' }),
    errors: ['refused'],
  }),
}
