import type { OnDesiredStateChanged } from '../../services/on-desired-state-changed.ts'
import type { ProvisioningStores, ProvisioningTools } from '../parts.ts'
import { type ActionName, MODULE_ACTIONS } from './module-action.ts'
import { supersede, supersededByStatus } from './supersede.ts'
import { lockTarget } from './target.ts'

const ALL = Object.keys(MODULE_ACTIONS) as ActionName[]

/** What a person's edit does to the requests that were under way: it is newer than they are. */
export function makeOnDesiredStateChanged<S extends ProvisioningStores>(
  tools: ProvisioningTools,
): OnDesiredStateChanged<S> {
  return async (tx, { type, id }, status, actor) => {
    const target = await lockTarget(tx, type, id)
    if (!target) return
    await supersede(tx, tools, actor, target, status === 'deleted' ? ALL : supersededByStatus(status))
  }
}
