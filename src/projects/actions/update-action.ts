import type { Actor } from '../../access/actor.ts'
import { Invalid } from '../../base/refusal.ts'
import { changesBetween } from '../../events/event.ts'
import { announceAction } from '../announce.ts'
import { lockAction } from '../lock.ts'
import type { ProjectTx } from '../parts.ts'
import { type ProjectSettingValues, readSettings, widening } from '../setting.ts'
import type { ActionNode } from '../store.ts'
import type { Action, ActionDetails, ActionPlace, ActionUpdate } from './action.ts'
import { checkedAction } from './action-details.ts'
import { moveAction } from './move-action.ts'
import { moveToProject } from './move-to-project.ts'
import { frequencyOf, requireRule } from './recurrence.ts'
import { repeat } from './repeat.ts'
import { rollUp, statusAfter } from './roll-up.ts'
import { repairedSpan } from './spans.ts'

/** An action has become complete. */
export type Completed = (tx: ProjectTx, actor: Actor, action: Action) => Promise<void>

/** An edit, a move, or both. */
export async function updateAction(
  tx: ProjectTx,
  actor: Actor,
  id: number,
  { parentId, position, inProject, done, toProject, widens, ...given }: ActionUpdate,
  completed?: Completed,
): Promise<Action> {
  const settings = widening(await readSettings(tx), widens)
  const origin = toProject !== undefined ? (await tx.actions.get(id))?.projectId : undefined
  const hasMoved = toProject !== undefined && (await moveToProject(tx, settings, actor, id, toProject))
  const { action: before, project } = await lockAction(tx, actor, id, inProject)
  const after = await checkedAction(
    tx,
    settings,
    { ...before, clientId: project.clientId },
    { ...given, ...(done !== undefined && { complete: completeIf(done, before.complete) }) },
  )
  Object.assign(after, repaired(settings, before, after))
  if (before.childCount > 0 && after.complete !== undefined && after.complete !== before.complete)
    throw new Invalid('complete', 'nothing: it is the mean of what is below', after.complete)
  if (after.complete !== undefined) after.status ??= statusAfter(settings, before, after.complete)

  const changes = { ...changesBetween<ActionDetails>(before, after) }
  const written = Object.fromEntries(Object.keys(changes).map((field) => [field, after[field as keyof ActionDetails]]))
  const completedAbove = Object.keys(changes).length > 0 ? await write(tx, settings, before, written) : []
  const place: ActionPlace = { parentId, position }
  if (await moveAction(tx, settings, id, place)) {
    const now = (await tx.actions.get(id))!
    Object.assign(changes, changesBetween<ActionPlace>(before, { parentId: now.parentId, position: now.position }))
  }
  if (hasMoved) Object.assign(changes, { projectId: [origin, toProject] })
  const now = (await tx.actions.get(id))!
  if (Object.keys(changes).length > 0)
    await announceAction(tx, actor, now, project, { kind: 'action.updated', changes })
  if (changes.recurRule && now.recurRule !== '')
    await repeat(tx, actor, id, requireRule(now.recurRule, now.startOn)!, settings)
  if (now.complete === 100 && before.complete < 100) completedAbove.unshift(id)
  if (completed) for (const each of completedAbove) await completed(tx, actor, (await tx.actions.get(each))!)
  return (await tx.actions.get(id))!
}

const completeIf = (done: boolean, complete: number): number => (done ? 100 : complete === 100 ? 0 : complete)

/** Both dates are looked at when one of them is given. */
function repaired(
  settings: ProjectSettingValues,
  before: ActionDetails,
  after: Partial<ActionDetails>,
): Partial<ActionDetails> {
  if (after.startOn === undefined && after.finishOn === undefined) return {}
  const { startOn, finishOn } = { ...before, ...after }
  return repairedSpan(settings, { startOn, finishOn })
}

async function write(
  tx: ProjectTx,
  settings: ProjectSettingValues,
  before: ActionNode,
  after: Partial<ActionDetails>,
): Promise<number[]> {
  const above = await tx.actions.above(before.id)
  const { clientAccess } = after
  const treeAccess = clientAccess === 'inherit' ? (above[0]?.treeAccess ?? 'inherit') : clientAccess
  const rule = after.recurRule === undefined ? undefined : requireRule(after.recurRule, after.startOn ?? before.startOn)
  await tx.actions.update(
    before.id,
    { ...after, treeAccess, ...(after.recurRule !== undefined && { frequency: frequencyOf(rule) }) },
    tx.at,
  )
  if (treeAccess !== undefined) await tx.actions.bequeath(before.id, treeAccess)
  const project = (await tx.projects.lock(before.projectId))!
  return rollUp(
    tx,
    settings,
    { above, project },
    {
      complete: (after.complete ?? before.complete) - before.complete,
      ...((after.startOn !== undefined || after.finishOn !== undefined) && { span: { ...before, ...after } }),
    },
  )
}
