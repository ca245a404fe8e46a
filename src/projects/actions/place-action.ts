import { Invalid } from '../../base/refusal.ts'
import type { ProjectTx } from '../parts.ts'
import { ProjectRefused } from '../refused.ts'
import type { ProjectSettingValues } from '../setting.ts'
import type { ActionNode } from '../store.ts'
import type { ActionPlace } from './action.ts'

/** Where an action goes, with what is above it there, the nearest first. */
export type TreePlace = { parent: ActionNode | undefined; above: ActionNode[]; depth: number; last: number }

/** The place below a parent of the same project, when it is not too deep for so many more levels below. */
export async function placeBelow(
  tx: ProjectTx,
  settings: ProjectSettingValues,
  { projectId, parentId, levels = 0 }: { projectId: number; parentId: number | null; levels?: number },
): Promise<TreePlace> {
  const parent = parentId === null ? undefined : await tx.actions.node(parentId)
  if (parentId !== null && parent?.projectId !== projectId)
    throw new Invalid('parentId', 'an action of the same project', parentId)
  const above = parent ? [parent, ...(await tx.actions.above(parent.id))] : []
  const depth = above.length + 1
  const deepest = settings['action.max_depth']
  if (depth + levels > deepest)
    throw new ProjectRefused('too_deep', `Actions go ${deepest} levels deep at most`, { deepest })
  const last = (await tx.actions.lastChild(projectId, parentId))?.position ?? 0
  return { parent, above, depth, last }
}

/** The position that is meant, among 1 to `last` + 1. */
export function positionIn(settings: ProjectSettingValues, last: number, position: ActionPlace['position']): number {
  if (position === undefined) return settings['action.insert_position'] === 'first' ? 1 : last + 1
  if (!Number.isInteger(position) || position < 1) throw new Invalid('position', 'a whole number from 1', position)
  return Math.min(position, last + 1)
}
