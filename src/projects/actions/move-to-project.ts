import type { Actor } from '../../access/actor.ts'
import { NotFound } from '../../base/refusal.ts'
import { lockAction, lockProject } from '../lock.ts'
import type { ProjectTx } from '../parts.ts'
import { refuseInvoiced } from '../refused.ts'
import type { ProjectSettingValues } from '../setting.ts'
import { refuseClosedWeeks } from '../time/open-week.ts'
import { placeBelow, positionIn } from './place-action.ts'
import { rollUp } from './roll-up.ts'

/**
 * To the top of another project, with everything below it, their time, discussions, files and linked tickets. Answers
 * whether it moved.
 */
export async function moveToProject(
  tx: ProjectTx,
  settings: ProjectSettingValues,
  actor: Actor,
  id: number,
  toId: number,
): Promise<boolean> {
  const fromId = (await tx.actions.get(id))?.projectId
  if (fromId === undefined) throw new NotFound('action', id)
  if (fromId === toId) return false
  // In the order of ids, so that two moves in opposite directions do not wait for each other.
  for (const each of [fromId, toId].toSorted((a, b) => a - b)) await tx.projects.lock(each)
  const { action } = await lockAction(tx, actor, id, fromId)
  const to = await lockProject(tx, actor, toId)
  const actionIds = await tx.actions.family(id)
  refuseInvoiced('action', id, await tx.timeLogs.countInvoiced({ actionIds }))
  await refuseClosedWeeks(tx, 'action', id, { actionIds })

  const { levels, actions } = await tx.actions.extent(id)
  const place = await placeBelow(tx, settings, { projectId: toId, parentId: null, levels })
  const left = await tx.actions.above(id)
  const position = positionIn(settings, place.last, undefined)
  await tx.actions.shift(fromId, action.parentId, action.position + 1, -1)
  if (position <= place.last) await tx.actions.shift(toId, null, position, 1)
  await tx.actions.toProject(actionIds, to)
  const treeAccess = action.clientAccess === 'inherit' ? 'inherit' : action.treeAccess
  await tx.actions.update(id, { parentId: null, position, treeAccess }, tx.at)
  await tx.actions.bequeath(id, treeAccess)
  if (place.depth !== action.depth) await tx.actions.deepen(id, place.depth - action.depth)

  const { complete, elapsedSeconds } = action
  const moved = { children: 1, actions, complete, elapsedSeconds }
  const gone = { children: -1, actions: -actions, complete: -complete, elapsedSeconds: -elapsedSeconds }
  await rollUp(tx, settings, { above: left, project: (await tx.projects.lock(fromId))! }, gone)
  await rollUp(tx, settings, { above: [], project: (await tx.projects.lock(toId))! }, { ...moved, span: action })
  return true
}
