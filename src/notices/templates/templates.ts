import { type Actor, authorize } from '../../access/actor.ts'
import { requireLines, requireText } from '../../base/checks.ts'
import { merge, type Patch } from '../../base/merge.ts'
import { NotFound } from '../../base/refusal.ts'
import { changesBetween, record } from '../../events/event.ts'
import type { MailContent } from '../mail/mail.ts'
import type { NoticeParts, NoticeStores } from '../parts.ts'
import type { StoredTemplate } from '../store.ts'
import { exampleOf } from './example.ts'
import { render, requirePlaceholders } from './render.ts'
import {
  MAIL_TEMPLATE_NAMES,
  type MailTemplate,
  type MailTemplateName,
  type PlaceholderValues,
  placeholdersOf,
} from './template.ts'

const LONGEST = 50_000

type Given = Patch<MailContent>

/** What mails are made of: as it is built in, or as somebody has it instead. */
export function makeMailTemplates({ read, transaction }: Pick<NoticeParts, 'read' | 'transaction'>) {
  return {
    async list(actor: Actor): Promise<MailTemplate[]> {
      authorize(actor, 'system.read')
      const stored = new Map((await read.notices.templates.list()).map((template) => [template.name, template]))
      return Promise.all(MAIL_TEMPLATE_NAMES.map(async (name) => toTemplate(name, stored.get(name))))
    },

    async get(actor: Actor, name: string): Promise<MailTemplate> {
      authorize(actor, 'system.read')
      const known = requireName(name)
      return toTemplate(known, await read.notices.templates.get(known))
    },

    async update(actor: Actor, name: string, given: Given): Promise<MailTemplate> {
      authorize(actor, 'system.write')
      const known = requireName(name)
      const changes = checked(known, given)
      return transaction(async (tx) => {
        await tx.notices.lockTelling()
        const before = await toTemplate(known, await tx.notices.templates.get(known))
        const after = merge(before, changes)
        const fields = Object.keys(changesBetween<object>(before, after))
        if (fields.length === 0) return before
        await tx.notices.templates.put(after, tx.at)
        await record(tx, actor, {
          kind: 'mail_template.updated',
          subjectId: MAIL_TEMPLATE_NAMES.indexOf(known) + 1,
          description: `Mail template ${known} updated (${fields.join(', ')})`,
        })
        return { ...after, changed: true, updatedAt: tx.at }
      })
    },

    /** Back to the one that is built in. */
    async delete(actor: Actor, name: string): Promise<MailTemplate> {
      authorize(actor, 'system.write')
      const known = requireName(name)
      return transaction(async (tx) => {
        await tx.notices.lockTelling()
        if (await tx.notices.templates.get(known)) {
          await tx.notices.templates.delete(known)
          await record(tx, actor, {
            kind: 'mail_template.deleted',
            subjectId: MAIL_TEMPLATE_NAMES.indexOf(known) + 1,
            description: `Mail template ${known} is the built-in one again`,
          })
        }
        return toTemplate(known, undefined)
      })
    },

    /** A mail as it would be, of an example, with what is given in place of what stands. Nothing is written. */
    async preview(actor: Actor, name: string, given: Given): Promise<MailContent> {
      authorize(actor, 'system.read')
      const known = requireName(name)
      const template = await toTemplate(known, await read.notices.templates.get(known))
      return render(merge(template, checked(known, given)), exampleOf(known))
    },
  }
}

/** A mail of one kind, with these values. */
export async function contentOf(
  read: Pick<NoticeStores, 'notices'>,
  name: MailTemplateName,
  values: PlaceholderValues,
): Promise<MailContent> {
  return render((await read.notices.templates.get(name)) ?? (await builtIn(name)), values)
}

async function toTemplate(name: MailTemplateName, stored: StoredTemplate | undefined): Promise<MailTemplate> {
  const { subject, plain, html } = stored ?? (await builtIn(name))
  return { name, subject, plain, html, changed: stored !== undefined, updatedAt: stored?.updatedAt ?? null }
}

/** Loaded when the first mail is written. */
async function builtIn(name: MailTemplateName): Promise<MailContent> {
  const { BUILT_IN } = await import('./built-in.ts')
  return BUILT_IN[name]
}

function requireName(name: string): MailTemplateName {
  const known = MAIL_TEMPLATE_NAMES.find((one) => one === name)
  if (!known) throw new NotFound('mail template', name)
  return known
}

function checked(name: MailTemplateName, { subject, plain, html }: Given): Given {
  const known = placeholdersOf(name)
  const texts = {
    subject: subject === undefined ? undefined : requireText('subject', subject, 200),
    plain: plain === undefined ? undefined : requireLines('plain', plain, LONGEST),
    html: html === undefined ? undefined : requireLines('html', html, LONGEST),
  }
  for (const [field, text] of Object.entries(texts)) if (text !== undefined) requirePlaceholders(field, text, known)
  return texts
}
