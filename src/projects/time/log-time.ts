import { type Actor, authorize } from '../../access/actor.ts'
import { NotFound } from '../../base/refusal.ts'
import { changesBetween, record } from '../../events/event.ts'
import { type KindOf, verbOf } from '../../events/kinds.ts'
import type { Changes } from '../../events/store.ts'
import { rollUp } from '../actions/roll-up.ts'
import { lockProjectOf, refuseArchived, requireInProject, requireVisible } from '../lock.ts'
import type { ProjectTx } from '../parts.ts'
import { requireStaff } from '../references.ts'
import { ProjectRefused } from '../refused.ts'
import { type ProjectSettingValues, readSettings } from '../setting.ts'
import type { ActionNode, NewTimeLog, ProjectNode } from '../store.ts'
import { seesTimeLog, viewerOf } from '../visibility.ts'
import { requireOpenWeeks } from './open-week.ts'
import type { TimeLog, TimeLogChanges, TimeLogForm, TimerEnd } from './time-log.ts'
import { changedTimes, checkedTimeLog, newTimes } from './time-log-details.ts'
import { lockParent } from './time-log-parent.ts'

/** A watch that starts, or work that is entered by hand. */
export async function logTime(
  tx: ProjectTx,
  actor: Actor,
  { parentType, parentId, inProject, ...form }: TimeLogForm,
  prescribed: { id?: number; invoiceId?: number } = {},
): Promise<number> {
  const settings = await readSettings(tx)
  const staffId = form.staffId ?? (actor.kind === 'staff' ? actor.id : null)
  await requireStaff(tx, 'staffId', staffId)
  requireOwnTime(actor, staffId)
  const times = newTimes(form, tx.at)
  // Before the project: whoever stops another watch of this person waits here, with nothing of it in hand.
  if (times.state === 'active' && settings['timelog.autostop_timelog'] && staffId !== null)
    for (const running of await tx.timeLogs.holdRunning(staffId)) await stopTimer(tx, actor, running.id)
  const { project, action, billable, ...leads } = await lockParent(tx, settings, actor, {
    parentType,
    parentId,
    inProject,
  })
  const log = {
    ...{ parentType, parentId, staffId, note: '', type: settings['timelog.timelog_type'][0] ?? '', billable },
    ...leads,
    ...times,
    ...checkedTimeLog(settings, form),
    invoiceId: prescribed.invoiceId ?? null,
  }
  await requireOpenWeeks(tx, log)
  const id = await tx.timeLogs.insert({ ...log, id: prescribed.id }, tx.at)
  await addElapsed(tx, settings, project, action, times.elapsedSeconds)
  await announce(tx, actor, { id, ...log }, times.state === 'active' ? 'time_log.started' : 'time_log.created')
  return id
}

/** Of a log that is not on an invoice. */
export async function updateTimeLog(tx: ProjectTx, actor: Actor, id: number, given: TimeLogChanges): Promise<void> {
  const { log, project, action } = await lockTimeLog(tx, actor, id)
  requireOwnTime(actor, log.staffId, given.staffId)
  refuseLocked(log)
  const settings = await readSettings(tx)
  if (given.staffId !== undefined && given.staffId !== log.staffId) await requireStaff(tx, 'staffId', given.staffId)
  const times = changedTimes(log, given, tx.at)
  const after: Partial<NewTimeLog> = { ...checkedTimeLog(settings, given, log.type), ...times }
  const changes = changesBetween<Partial<NewTimeLog>>(log, after)
  if (Object.keys(changes).length === 0) return
  await requireOpenWeeks(tx, log, { ...log, ...after })
  await tx.timeLogs.update(id, after, tx.at)
  await addElapsed(tx, settings, project, action, times.elapsedSeconds - log.elapsedSeconds)
  const kind = log.state === 'active' && times.state === 'complete' ? 'time_log.stopped' : 'time_log.updated'
  await announce(tx, actor, { ...log, ...after }, kind, changes)
}

/** Stops a watch that runs, now or when it is said; one that has stopped stays as it is. */
export async function stopTimer(tx: ProjectTx, actor: Actor, id: number, end: TimerEnd = {}): Promise<void> {
  const { inProject, ...changes } = end
  const log = await tx.timeLogs.get(id)
  await requireInProject(tx, 'time log', id, log?.projectId, inProject)
  if (log?.state !== 'active') return
  await updateTimeLog(tx, actor, id, changes.stoppedAt === undefined ? { ...changes, state: 'complete' } : changes)
}

export async function deleteTimeLog(tx: ProjectTx, actor: Actor, id: number): Promise<void> {
  const { log, project, action } = await lockTimeLog(tx, actor, id)
  requireOwnTime(actor, log.staffId)
  refuseLocked(log)
  await requireOpenWeeks(tx, log)
  await tx.timeLogs.delete(id)
  await addElapsed(tx, await readSettings(tx), project, action, -log.elapsedSeconds)
  await announce(tx, actor, log, 'time_log.deleted')
}

/** Puts a log on an invoice, or takes it off again. */
export async function invoiceTimeLog(tx: ProjectTx, actor: Actor, id: number, invoiceId: number | null): Promise<void> {
  const { log } = await lockTimeLog(tx, actor, id)
  if (log.invoiceId === invoiceId) return
  if (invoiceId !== null) refuseLocked(log)
  if (log.state === 'active')
    throw new ProjectRefused('timer_running', `Time log ${id} is still running`, { timeLog: id })
  await tx.timeLogs.update(id, { invoiceId }, tx.at)
  await announce(tx, actor, log, 'time_log.updated', { invoiceId: [log.invoiceId, invoiceId] })
}

/** A log that the actor may change, locked, after the project whose sums it is part of. */
async function lockTimeLog(
  tx: ProjectTx,
  actor: Actor,
  id: number,
): Promise<{ log: TimeLog; project: ProjectNode | undefined; action: ActionNode | undefined }> {
  const project = await lockProjectOf(tx, async () => (await tx.timeLogs.get(id))?.projectId)
  const seen = await tx.timeLogs.get(id)
  if (!seen) throw new NotFound('time log', id)
  const action = seen.actionId === null ? undefined : await tx.actions.node(seen.actionId)
  const log = requireVisible('time log', id, await tx.timeLogs.lock(id), (one) =>
    seesTimeLog(viewerOf(actor), one, project, action),
  )
  if (project) refuseArchived(project)
  return { log, project, action }
}

/** What somebody else has worked, or is said to have, takes a right of its own; nobody's time is anybody's. */
export function requireOwnTime(actor: Actor, ...workers: (number | null | undefined)[]): void {
  if (workers.some((id) => (id ?? actor.id) !== actor.id)) authorize(actor, 'projects.time_others')
}

function refuseLocked({ id, invoiceId }: TimeLog): void {
  if (invoiceId === null) return
  throw new ProjectRefused('time_invoiced', `Time log ${id} is on invoice ${invoiceId}`, {
    noun: 'time log',
    id,
    logs: 1,
  })
}

/** More or less time on a project or an action, and on all above it. */
async function addElapsed(
  tx: ProjectTx,
  settings: ProjectSettingValues,
  project: ProjectNode | undefined,
  action: ActionNode | undefined,
  elapsedSeconds: number,
): Promise<void> {
  if (!project) return
  const above = action ? [action, ...(await tx.actions.above(action.id))] : []
  await rollUp(tx, settings, { above, project }, { elapsedSeconds })
}

async function announce(
  tx: ProjectTx,
  actor: Actor,
  { id, parentType, parentId, clientId }: Pick<TimeLog, 'id' | 'parentType' | 'parentId' | 'clientId'>,
  kind: KindOf<'time_log'>,
  changes: Changes = {},
): Promise<void> {
  await record(tx, actor, {
    kind,
    subjectId: id,
    clientId,
    description: `Time log ${id} on ${parentType} ${parentId} ${verbOf(kind)}`,
    changes,
  })
}
