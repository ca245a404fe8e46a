import type { Actor } from '../../access/actor.ts'
import { announceAction } from '../announce.ts'
import { lockAction } from '../lock.ts'
import type { ProjectTx } from '../parts.ts'
import { refuseInvoiced } from '../refused.ts'
import { type ProjectSettingValues, readSettings } from '../setting.ts'
import type { ActionNode } from '../store.ts'
import { deleteAttachments } from '../threads/copy-threads.ts'
import { refuseClosedWeeks } from '../time/open-week.ts'
import type { InProject } from './action.ts'
import { rollUp } from './roll-up.ts'

/** An action with everything below it and their time, for good. */
export async function deleteAction(
  tx: ProjectTx,
  actor: Actor,
  id: number,
  { force, inProject }: { force: boolean } & InProject,
): Promise<void> {
  const { action, project } = await lockAction(tx, actor, id, inProject)
  const actionIds = await tx.actions.family(id)
  if (!force) {
    refuseInvoiced('action', id, await tx.timeLogs.countInvoiced({ actionIds }))
    await refuseClosedWeeks(tx, 'action', id, { actionIds })
  }
  await deleteTree(tx, await readSettings(tx), action, actionIds)
  await announceAction(tx, actor, action, project, { kind: 'action.deleted' })
}

/** Without asking; under the lock of the project. `actionIds` are the action's and those of all below it. */
export async function deleteTree(
  tx: ProjectTx,
  settings: ProjectSettingValues,
  { id, projectId, parentId, position, complete, elapsedSeconds }: ActionNode,
  actionIds: readonly number[],
): Promise<void> {
  const above = await tx.actions.above(id)
  await tx.timeLogs.deleteOf({ actionIds })
  await deleteAttachments(tx, { actionIds })
  await tx.actions.delete(actionIds)
  await tx.actions.shift(projectId, parentId, position + 1, -1)
  const project = (await tx.projects.lock(projectId))!
  const gone = { children: -1, actions: -actionIds.length, complete: -complete, elapsedSeconds: -elapsedSeconds }
  await rollUp(tx, settings, { above, project }, gone)
}
