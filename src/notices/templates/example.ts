import { escapeHtml } from './render.ts'
import { type MailTemplateName, type PlaceholderValues, placeholdersOf } from './template.ts'

const ITEM = 'cpanel-7 <main> answers 503'

/** With signs that HTML must not take for its own, so that a preview shows what becomes of them. */
const VALUES: PlaceholderValues = {
  name: 'Ada',
  link: 'https://provisor.example.com/',
  title: ITEM,
  explanation: 'It goes on by itself once the panel answers.',
  fix: 'Retry 50',
  effect: 'they are tried again at once',
  count: '50',
  since: '2026-03-01 09:00:00 UTC',
  over: '2026-03-01 09:45:00 UTC',
  at: '2026-03-01 09:00:00 UTC',
  body: 'It is to finish on 2026-03-03.',
  server: 'smtp.example.com:587',
}

export const exampleOf = (name: MailTemplateName): PlaceholderValues => ({
  ...Object.fromEntries(placeholdersOf(name).map((placeholder) => [placeholder, VALUES[placeholder] ?? ''])),
  ...(name === 'digest' && { count: '1 notice', items: listOf([{ title: ITEM, body: 'Retry 50' }]) }),
})

type Listed = { readonly title: string; readonly body: string }

/** A list, in both forms. */
export const listOf = (items: readonly Listed[]) => ({
  plain: items.map(({ title, body }) => `- ${title}\n${body.replace(/^/gm, '  ')}`).join('\n\n'),
  html: `<ul>${items
    .map(({ title, body }) => `<li><b>${escapeHtml(title)}</b><br>${escapeHtml(body).replaceAll('\n', '<br>')}</li>`)
    .join('')}</ul>`,
})
