import type { WhmcsCall } from '../../action.ts'
import { action } from '../../action.ts'
import { idFilter } from '../../parameters.ts'

const MOST = { offset: 0, limit: 10_000 }

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

/** Categories have no numbers of their own here: a category is numbered like its oldest reply. */
async function categoriesOf({ actor, domain }: WhmcsCall) {
  const { rows } = await domain.support.predefinedReplies.list(actor, {}, MOST)
  const groups = Map.groupBy(rows, ({ category }) => category)
  return [...groups].map(([name, replies]) => ({ id: replies[0]!.id, name, replies }))
}

/** Part A9 of the reference; by name, as printed there. */
export const getTicketPredefinedCats = action({
  name: 'GetTicketPredefinedCats',
  reads: true,
  permission: 'support.read',
  about: 'The categories of predefined replies, by name',
  partial: 'categories lie side by side: `parentid` is 0',
  parameters: {},
  async answer(call) {
    const categories = (await categoriesOf(call)).filter(({ name }) => name !== '')
    return {
      totalresults: call.quoted(categories.length),
      categories: {
        category: categories.toSorted(byName).map(({ id, name, replies }) => ({
          id: call.quoted(id),
          parentid: call.quoted(0),
          name,
          replycount: call.quoted(replies.length),
        })),
      },
    }
  },
})

/** Part A9 of the reference; by name, as printed there. */
export const getTicketPredefinedReplies = action({
  name: 'GetTicketPredefinedReplies',
  reads: true,
  permission: 'support.read',
  about: 'Answers that the staff gives often, by name',
  parameters: { catid: idFilter('Those of this category') },
  async answer(call, { catid }) {
    const found = (await categoriesOf(call)).filter(({ id }) => catid === undefined || id === catid)
    const replies = found.flatMap(({ replies }) => replies).toSorted(byName)
    return {
      totalresults: call.quoted(replies.length),
      predefinedreplies: { predefinedreply: replies.map(({ name, text }) => ({ name, reply: text })) },
    }
  },
})
