import * as z from 'zod'
import { MAIL_TEMPLATE_NAMES } from '../../../../notices/templates/template.ts'
import { apiOperation } from '../operation.ts'
import { instant, oneOf, text } from '../values.ts'

const name = oneOf(MAIL_TEMPLATE_NAMES as [string, ...string[]])
const placeholders = z.array(z.string()).meta({ description: 'What may stand in it, as `{{name}}`' })

const template = z
  .object({
    name: z.string(),
    subject: z.string(),
    plain: z.string(),
    html: z.string(),
    placeholders,
    changed: z.boolean().meta({ description: 'Whether it stands instead of the one that is built in' }),
    updatedAt: instant.nullable(),
  })
  .meta({ id: 'MailTemplate', description: 'What a kind of mail is made of' })

const given = z
  .strictObject({
    subject: text(200),
    plain: text(50_000).meta({ description: 'A line all of whose placeholders are empty is left out' }),
    html: text(50_000).meta({ description: 'Values are escaped in it' }),
  })
  .partial()

const params = z.strictObject({ name })

export const mailTemplates = {
  list: apiOperation({
    id: 'mailTemplates.list',
    method: 'GET',
    path: '/mail-templates',
    summary: 'What mails are made of, as it is now',
    permission: 'system.read',
    response: z.object({ items: z.array(template) }).meta({ id: 'MailTemplates' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'mailTemplates.get',
    method: 'GET',
    path: '/mail-templates/{name}',
    summary: 'One of them',
    permission: 'system.read',
    params,
    response: template,
    errors: [],
  }),
  update: apiOperation({
    id: 'mailTemplates.update',
    method: 'PATCH',
    path: '/mail-templates/{name}',
    summary: 'Changes what is sent, for all mails from now on; unknown placeholders are refused',
    permission: 'system.write',
    params,
    body: given,
    response: template,
    errors: [],
  }),
  delete: apiOperation({
    id: 'mailTemplates.delete',
    method: 'DELETE',
    path: '/mail-templates/{name}',
    summary: 'Back to what is built in, which is the answer',
    permission: 'system.write',
    params,
    response: template,
    errors: [],
  }),
  preview: apiOperation({
    id: 'mailTemplates.preview',
    method: 'POST',
    path: '/mail-templates/{name}/preview',
    summary: 'An example of the mail, with what is sent instead of what stands; nothing is changed',
    permission: 'system.read',
    params,
    body: given,
    response: z.object({ subject: z.string(), plain: z.string(), html: z.string() }).meta({ id: 'MailPreview' }),
    errors: [],
  }),
}
