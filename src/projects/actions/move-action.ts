import type { ProjectTx } from '../parts.ts'
import { ProjectRefused } from '../refused.ts'
import type { ProjectSettingValues } from '../setting.ts'
import type { ActionNode } from '../store.ts'
import type { ActionPlace } from './action.ts'
import { placeBelow, positionIn } from './place-action.ts'
import { rollUp } from './roll-up.ts'

/** To another place of its project, with everything below it; under the lock of the project. Answers whether it moved. */
export async function moveAction(
  tx: ProjectTx,
  settings: ProjectSettingValues,
  id: number,
  to: ActionPlace,
): Promise<boolean> {
  const action = (await tx.actions.node(id))!
  const parentId = to.parentId === undefined ? action.parentId : to.parentId
  if (parentId !== action.parentId) {
    await toParent(tx, settings, action, parentId, to.position)
    return true
  }
  if (to.position === undefined) return false
  const last = (await tx.actions.lastChild(action.projectId, parentId))!.position
  const position = Math.min(positionIn(settings, last, to.position), last)
  if (position === action.position) return false
  await tx.actions.shift(action.projectId, parentId, action.position + 1, -1)
  await tx.actions.shift(action.projectId, parentId, position, 1)
  await tx.actions.update(id, { position }, tx.at)
  return true
}

async function toParent(
  tx: ProjectTx,
  settings: ProjectSettingValues,
  action: ActionNode,
  parentId: number | null,
  wanted: number | undefined,
): Promise<void> {
  const { id, projectId, complete, elapsedSeconds } = action
  const { levels } = await tx.actions.extent(id)
  const place = await placeBelow(tx, settings, { projectId, parentId, levels })
  if (place.above.some((above) => above.id === id))
    throw new ProjectRefused('action_cycle', `Action ${id} cannot be below itself`, { action: id, parent: parentId })
  const left = await tx.actions.above(id)
  const position = positionIn(settings, place.last, wanted)

  await tx.actions.shift(projectId, action.parentId, action.position + 1, -1)
  await tx.actions.shift(projectId, parentId, position, 1)
  const treeAccess = action.clientAccess === 'inherit' ? (place.parent?.treeAccess ?? 'inherit') : action.treeAccess
  await tx.actions.update(id, { parentId, position, treeAccess }, tx.at)
  await tx.actions.bequeath(id, treeAccess)
  if (place.depth !== action.depth) await tx.actions.deepen(id, place.depth - action.depth)

  const project = (await tx.projects.lock(projectId))!
  await rollUp(
    tx,
    settings,
    { above: left, project },
    { children: -1, complete: -complete, elapsedSeconds: -elapsedSeconds },
  )
  // What is above in the new place may have changed with the old one.
  const above = parentId === null ? [] : [(await tx.actions.node(parentId))!, ...(await tx.actions.above(parentId))]
  const again = (await tx.projects.lock(projectId))!
  await rollUp(tx, settings, { above, project: again }, { children: 1, complete, elapsedSeconds, span: action })
}
