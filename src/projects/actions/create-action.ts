import type { Actor } from '../../access/actor.ts'
import type { WallClock } from '../../base/wall-clock.ts'
import { announceAction } from '../announce.ts'
import { lockProject } from '../lock.ts'
import type { ProjectTx } from '../parts.ts'
import type { Project } from '../project.ts'
import { type ProjectSettingValues, readSettings, widening } from '../setting.ts'
import type { Action, ActionDetails, ActionForm } from './action.ts'
import { checkedAction } from './action-details.ts'
import { placeBelow, positionIn } from './place-action.ts'
import { frequencyOf, requireRule } from './recurrence.ts'
import { repeat } from './repeat.ts'
import { rollUp } from './roll-up.ts'
import { newSpan } from './spans.ts'

const blank = (settings: ProjectSettingValues, project: Project): ActionDetails => ({
  name: '',
  type: '',
  status: '',
  priority: 2,
  complete: 0,
  detail: '',
  notes: '',
  durationSeconds: settings['action.default_duration'],
  managerId: null,
  assignedId: null,
  contactId: null,
  clientAccess: 'inherit',
  billable: project.billable,
  billed: false,
  startOn: null,
  finishOn: null,
  recurRule: '',
})

/** What a verb of ours makes it of, beside what a person may say. */
type Origin = { id?: number; serviceId?: number | null; queueEntryId?: number | null }

/** A new action, the sums above it, and its occurrences where it repeats. */
export async function createAction(
  tx: ProjectTx,
  { wallClock }: { wallClock: WallClock },
  actor: Actor,
  { projectId, parentId = null, position, widens, ...form }: ActionForm,
  { id: ownId, serviceId = null, queueEntryId = null }: Origin = {},
): Promise<Action> {
  const project = await lockProject(tx, actor, projectId)
  const settings = widening(await readSettings(tx), widens)
  const before = blank(settings, project)
  const after = await checkedAction(
    tx,
    settings,
    { ...before, clientId: project.clientId },
    { ...form, name: form.name ?? '' },
  )
  const place = await placeBelow(tx, settings, { projectId, parentId })
  const details = {
    ...before,
    ...(place.parent === undefined && { clientAccess: 'hidden' as const }),
    ...after,
    ...(after.complete === 100 && after.status === undefined && { status: settings['action.status_oncomplete'] }),
    ...newSpan(settings, after, {
      today: wallClock.date(tx.at),
      parentStart: place.parent ? place.parent.startOn : project.startOn,
      lastSiblingFinish: (await tx.actions.lastChild(projectId, parentId))?.finishOn ?? null,
    }),
  }
  const at = positionIn(settings, place.last, position)
  if (at <= place.last) await tx.actions.shift(projectId, parentId, at, 1)
  const rule = requireRule(details.recurRule, details.startOn)
  const id = await tx.actions.insert(
    {
      ...details,
      id: ownId,
      projectId,
      parentId,
      position: at,
      depth: place.depth,
      ownerId: actor.kind === 'staff' ? actor.id : null,
      treeAccess: details.clientAccess === 'inherit' ? (place.parent?.treeAccess ?? 'inherit') : details.clientAccess,
      frequency: frequencyOf(rule),
      recurParentId: null,
      serviceId,
      queueEntryId,
    },
    tx.at,
  )
  await rollUp(
    tx,
    settings,
    { above: place.above, project },
    { children: 1, actions: 1, complete: details.complete, span: details },
  )
  await announceAction(tx, actor, (await tx.actions.get(id))!, project, { kind: 'action.created' })
  if (rule) await repeat(tx, actor, id, rule, settings)
  return (await tx.actions.get(id))!
}
