import { type Actor, authorize } from '../access/actor.ts'
import { requireLines, requireText } from '../base/checks.ts'
import { merge, type Patch } from '../base/merge.ts'
import type { KeysetPage, Listed } from '../base/page.ts'
import { Invalid, NotFound } from '../base/refusal.ts'
import { record } from '../events/event.ts'
import { createNoun, type TellsOf, updateNoun } from '../events/record-noun.ts'
import { LONGEST_MESSAGE, LONGEST_TEXT, type SupportParts, type SupportStores, type SupportTx } from './parts.ts'
import type { PredefinedReply, PredefinedReplyFilter } from './predefined-reply.ts'

type Form = Omit<PredefinedReply, 'id'>

/** What is left out stays as it is. */
export type PredefinedReplyChanges = Patch<Form>
export type PredefinedReplyForm = PredefinedReplyChanges & { name: string; text: string }

export function makePredefinedReplies<S extends SupportStores>({ read, transaction }: SupportParts<S>) {
  return {
    /** By id. */
    async list(actor: Actor, filter: PredefinedReplyFilter, page: KeysetPage): Promise<Listed<PredefinedReply>> {
      authorize(actor, 'support.read')
      return read.support.predefinedReplies.list(filter, page)
    },

    async get(actor: Actor, id: number): Promise<PredefinedReply> {
      authorize(actor, 'support.read')
      return existing(read, id)
    },

    async create(actor: Actor, form: PredefinedReplyForm): Promise<PredefinedReply> {
      authorize(actor, 'support.write')
      return transaction(async (tx) => {
        const row = await checked(tx, merge({ category: '', name: '', text: '' }, form))
        return createNoun(tx, actor, REPLY, row, (it) => tx.support.predefinedReplies.insert(it))
      })
    },

    async update(actor: Actor, id: number, changes: PredefinedReplyChanges): Promise<PredefinedReply> {
      authorize(actor, 'support.write')
      return transaction(async (tx) => {
        await tx.support.predefinedReplies.reserve()
        const before = await existing(tx, id)
        const after = { id, ...(await checked(tx, merge(before, changes), id)) }
        return updateNoun(tx, actor, REPLY, before, after, (it) => tx.support.predefinedReplies.update(id, it))
      })
    },

    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'support.write')
      return transaction(async (tx) => {
        await tx.support.predefinedReplies.reserve()
        const before = await existing(tx, id)
        await tx.support.predefinedReplies.delete(id)
        await record(tx, actor, {
          kind: 'predefined_reply.deleted',
          subjectId: id,
          description: `${REPLY.title(id, before)} deleted`,
        })
      })
    },
  }
}

const REPLY: TellsOf<Form> = {
  created: 'predefined_reply.created',
  updated: 'predefined_reply.updated',
  title: (_, { category, name }) => `Predefined reply ${category ? `${category}: ` : ''}${name}`,
}

async function existing({ support }: SupportStores, id: number): Promise<PredefinedReply> {
  const found = await support.predefinedReplies.get(id)
  if (!found) throw new NotFound('Predefined reply', id)
  return found
}

/** From here on nobody else takes the name. */
async function checked(tx: SupportTx, { category, name, text }: Form, ownId?: number): Promise<Form> {
  const row = {
    category: requireText('category', category, LONGEST_TEXT, 0),
    name: requireText('name', name, LONGEST_TEXT),
    text: requireLines('text', text, LONGEST_MESSAGE),
  }
  if (row.text.trim() === '') throw new Invalid('text', 'a text that is not empty')
  await tx.support.predefinedReplies.reserve()
  const other = await tx.support.predefinedReplies.idOf(row.category, row.name)
  if (other !== undefined && other !== ownId)
    throw new Invalid('name', 'a name that no reply of the category has', row.name)
  return row
}
