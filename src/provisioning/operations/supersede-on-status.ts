import type { WishChanged } from '../../services/wish-changed.ts'
import type { ProvisioningStores, Tools } from '../parts.ts'
import { type ActionName, MODULE_ACTIONS, supersededByStatus } from './module-action.ts'
import { supersede } from './request.ts'
import { lockSubject } from './target.ts'

const ALL = Object.keys(MODULE_ACTIONS) as ActionName[]

/** What a person's edit does to the wishes that were under way: it is newer than they are. */
export function makeWishChanged<S extends ProvisioningStores>(tools: Tools): WishChanged<S> {
  return async (tx, { type, id }, status, actor) => {
    const subject = await lockSubject(tx, type, id)
    if (!subject) return
    await supersede(tx, tools, actor, subject, status === 'deleted' ? ALL : supersededByStatus(status))
  }
}
