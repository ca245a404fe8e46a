import type { Actor } from '../../access/actor.ts'
import { announceAction } from '../announce.ts'
import { openAction } from '../open.ts'
import type { Steps } from '../parts.ts'
import { refuseInvoiced } from '../refused.ts'
import { readSettings, type Settings } from '../setting.ts'
import type { ActionNode } from '../store.ts'
import { removeAttachments } from '../threads/copy-threads.ts'
import type { InProject } from './action.ts'
import { rollUp } from './roll-up.ts'

/** Step: an action with everything below it and their time, for good. */
export async function deleteAction(
  s: Steps,
  actor: Actor,
  id: number,
  { force, inProject }: { force: boolean } & InProject,
): Promise<void> {
  const { action, project } = await openAction(s, actor, id, inProject)
  const actionIds = await s.actions.family(id)
  if (!force) refuseInvoiced('action', id, await s.timeLogs.countInvoiced({ actionIds }))
  await deleteTree(s, await readSettings(s), action, actionIds)
  await announceAction(s, actor, action, project, { verb: 'deleted' })
}

/** Step: without asking; under the lock of the project. `actionIds` are the action's and those of all below it. */
export async function deleteTree(
  s: Steps,
  settings: Settings,
  { id, projectId, parentId, position, complete, elapsedSeconds }: ActionNode,
  actionIds: readonly number[],
): Promise<void> {
  const above = await s.actions.above(id)
  await s.timeLogs.deleteOf({ actionIds })
  await removeAttachments(s, { actionIds })
  await s.actions.delete(actionIds)
  await s.actions.shift(projectId, parentId, position + 1, -1)
  const project = (await s.projects.lock(projectId))!
  const gone = { children: -1, actions: -actionIds.length, complete: -complete, elapsedSeconds: -elapsedSeconds }
  await rollUp(s, settings, { above, project }, gone)
}
