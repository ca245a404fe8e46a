import { checkedDetails } from '../../base/checks.ts'
import { merge, type Patch } from '../../base/merge.ts'
import type { KeysetPage, Listed } from '../../base/page.ts'
import { NotFound, Refusal } from '../../base/refusal.ts'
import type { Transaction } from '../../base/transaction.ts'
import { createNoun, deleteNoun, type TellsDeletionOf, type TellsOf, updateNoun } from '../../events/record-noun.ts'
import { type Actor, may } from '../actor.ts'
import { isMember } from '../sessions/sessions.ts'
import type { AccessStores } from '../store.ts'
import { SAVED_VIEW_CHECKS, type SavedView, type SavedViewForm } from './saved-view.ts'

type Parts = { read: AccessStores; transaction: Transaction<AccessStores> }

const MOST_OF_A_MEMBER = 200

const EMPTY: SavedViewForm = { page: '', name: '', query: '', columns: [], sort: '', shared: false }

/** Lists as members of staff like to see them: each their own, and what others share. No right is asked for. */
export function makeSavedViews({ read, transaction }: Parts) {
  return {
    /** Own and shared ones, by page and name. */
    async list(actor: Actor, filter: { page?: string | undefined }, page: KeysetPage): Promise<Listed<SavedView>> {
      return read.access.savedViews.list(memberOf(actor), filter, page)
    },

    async get(actor: Actor, id: number): Promise<SavedView> {
      return visible(actor, id, await read.access.savedViews.get(id))
    },

    async create(actor: Actor, given: Patch<SavedViewForm> & { page: string; name: string }): Promise<SavedView> {
      const staffId = memberOf(actor)
      const form = merge(EMPTY, checkedDetails(SAVED_VIEW_CHECKS, given))
      return transaction(async (tx) => {
        // One at a time for a member, or two would pass the limit together.
        await tx.access.staff.lock(staffId)
        if ((await tx.access.savedViews.countOf(staffId)) >= MOST_OF_A_MEMBER) throw tooMany()
        const row = await createNoun(tx, actor, TOLD, form, async () => {
          const id = await tx.access.savedViews.insert(staffId, form, tx.at)
          if (id === undefined) throw nameTaken(form)
          return id
        })
        return { ...row, staffId, createdAt: tx.at, updatedAt: tx.at, version: 1 }
      })
    },

    /** By the owner alone. */
    async update(actor: Actor, id: number, given: Patch<SavedViewForm>): Promise<SavedView> {
      const changes = checkedDetails(SAVED_VIEW_CHECKS, given)
      return transaction(async (tx) => {
        const before = visible(actor, id, await tx.access.savedViews.lock(id))
        if (!isMember(actor, before.staffId)) throw notOwner(before)
        const after = merge(before, changes)
        if (after.page !== before.page || after.name !== before.name) {
          await tx.access.staff.lock(before.staffId)
          const namesake = await tx.access.savedViews.idOf(after)
          if (namesake !== undefined && namesake !== id) throw nameTaken(after)
        }
        await updateNoun(tx, actor, TOLD, before, after, (it) => tx.access.savedViews.update(it, tx.at))
        return (await tx.access.savedViews.get(id))!
      })
    },

    /** By the owner; a shared one also by who manages staff, for the time when its owner has left. */
    async delete(actor: Actor, id: number): Promise<void> {
      await transaction(async (tx) => {
        const view = visible(actor, id, await tx.access.savedViews.lock(id))
        if (!isMember(actor, view.staffId) && !may(actor, 'access.write')) throw notOwner(view)
        await deleteNoun(tx, actor, TOLD, view, (it) => tx.access.savedViews.delete(it))
      })
    },
  }
}

const TOLD: TellsOf<SavedViewForm> & TellsDeletionOf<SavedViewForm> = {
  created: 'saved_view.created',
  updated: 'saved_view.updated',
  deleted: 'saved_view.deleted',
  title: (_, { page, name }) => `Saved view ${name} of ${page}`,
}

function memberOf({ kind, id }: Actor): number {
  if (kind !== 'staff') throw new Refusal('member_needed', 'Only members of staff have saved views')
  return id
}

/** That somebody else has one for themselves is nobody's business. */
function visible(actor: Actor, id: number, view: SavedView | undefined): SavedView {
  if (!view || !(view.shared || isMember(actor, view.staffId))) throw new NotFound('saved view', id)
  return view
}

const nameTaken = ({ page, name }: SavedViewForm) =>
  new Refusal('name_taken', `You have a saved view of this name for ${page}`, { page, name })

const tooMany = () =>
  new Refusal(
    'too_many_views',
    `You have ${MOST_OF_A_MEMBER} saved views, and there cannot be more`,
    { most: MOST_OF_A_MEMBER },
    { hint: 'Delete one that nobody needs' },
  )

const notOwner = ({ id, staffId }: SavedView) =>
  new Refusal(
    'not_owner',
    'This saved view is of somebody else, who shares it',
    { id, staffId },
    { hint: 'Make one of your own like it' },
  )
