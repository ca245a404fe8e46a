import { type Actor, authorize } from '../../access/actor.ts'
import { NotFound } from '../../base/refusal.ts'
import { changesBetween, record } from '../../events/event.ts'
import type { Changes } from '../../events/store.ts'
import { rollUp } from '../actions/roll-up.ts'
import { refuseArchived, requireInProject, requireVisible } from '../open.ts'
import type { Steps } from '../parts.ts'
import { requireStaff } from '../references.ts'
import { ProjectRefused } from '../refused.ts'
import { readSettings, type Settings } from '../setting.ts'
import type { ActionNode, NewTimeLog, ProjectNode } from '../store.ts'
import { seesTimeLog, viewerOf } from '../visibility.ts'
import type { TimeLog, TimeLogChanges, TimeLogForm, TimerEnd } from './time-log.ts'
import { changedTimes, checkedTimeLog, newTimes } from './time-log-details.ts'
import { openParent } from './time-log-parent.ts'

/** Step: a watch that starts, or work that is entered by hand. */
export async function logTime(
  s: Steps,
  actor: Actor,
  { parentType, parentId, inProject, ...form }: TimeLogForm,
  prescribed: { id?: number; invoiceId?: number } = {},
): Promise<number> {
  const settings = await readSettings(s)
  const staffId = form.staffId ?? (actor.kind === 'staff' ? actor.id : null)
  await requireStaff(s, 'staffId', staffId)
  requireOwnTime(actor, staffId)
  const times = newTimes(form, s.at)
  // Before the project: whoever stops another watch of this person waits here, with nothing of it in hand.
  if (times.state === 'active' && settings['timelog.autostop_timelog'] && staffId !== null)
    for (const running of await s.timeLogs.holdRunning(staffId)) await stopTimer(s, actor, running.id)
  const { project, action, billable, ...leads } = await openParent(s, settings, actor, {
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
  const id = await s.timeLogs.insert({ ...log, id: prescribed.id }, s.at)
  await addElapsed(s, settings, project, action, times.elapsedSeconds)
  await announce(s, actor, { id, ...log }, times.state === 'active' ? 'started' : 'created')
  return id
}

/** Step: of a log that is not on an invoice. */
export async function changeTimeLog(s: Steps, actor: Actor, id: number, given: TimeLogChanges): Promise<void> {
  const { log, project, action } = await openTimeLog(s, actor, id)
  requireOwnTime(actor, log.staffId, given.staffId)
  refuseLocked(log)
  const settings = await readSettings(s)
  if (given.staffId !== undefined && given.staffId !== log.staffId) await requireStaff(s, 'staffId', given.staffId)
  const times = changedTimes(log, given, s.at)
  const after: Partial<NewTimeLog> = { ...checkedTimeLog(settings, given, log.type), ...times }
  const changes = changesBetween<Partial<NewTimeLog>>(log, after)
  if (Object.keys(changes).length === 0) return
  await s.timeLogs.update(id, after, s.at)
  await addElapsed(s, settings, project, action, times.elapsedSeconds - log.elapsedSeconds)
  const verb = log.state === 'active' && times.state === 'complete' ? 'stopped' : 'updated'
  await announce(s, actor, { ...log, ...after }, verb, changes)
}

/** Step: stops a watch that runs, now or when it is said; one that has stopped stays as it is. */
export async function stopTimer(s: Steps, actor: Actor, id: number, end: TimerEnd = {}): Promise<void> {
  const { inProject, ...changes } = end
  const log = await s.timeLogs.get(id)
  await requireInProject(s, 'time log', id, log?.projectId, inProject)
  if (log?.state !== 'active') return
  await changeTimeLog(s, actor, id, changes.stoppedAt === undefined ? { ...changes, state: 'complete' } : changes)
}

/** Step. */
export async function deleteTimeLog(s: Steps, actor: Actor, id: number): Promise<void> {
  const { log, project, action } = await openTimeLog(s, actor, id)
  requireOwnTime(actor, log.staffId)
  refuseLocked(log)
  await s.timeLogs.delete(id)
  await addElapsed(s, await readSettings(s), project, action, -log.elapsedSeconds)
  await announce(s, actor, log, 'deleted')
}

/** Step: puts a log on an invoice, or takes it off again. */
export async function invoiceTimeLog(s: Steps, actor: Actor, id: number, invoiceId: number | null): Promise<void> {
  const { log } = await openTimeLog(s, actor, id)
  if (log.invoiceId === invoiceId) return
  if (invoiceId !== null) refuseLocked(log)
  if (log.state === 'active')
    throw new ProjectRefused('timer_running', `Time log ${id} is still running`, { timeLog: id })
  await s.timeLogs.update(id, { invoiceId }, s.at)
  await announce(s, actor, log, 'updated', { invoiceId: [log.invoiceId, invoiceId] })
}

/** Step: a log that the actor may change, locked, after the project whose sums it is part of. */
export async function openTimeLog(
  s: Steps,
  actor: Actor,
  id: number,
): Promise<{ log: TimeLog; project: ProjectNode | undefined; action: ActionNode | undefined }> {
  const seen = await s.timeLogs.get(id)
  if (!seen) throw new NotFound('time log', id)
  const project = seen.projectId === null ? undefined : await s.projects.lock(seen.projectId)
  const action = seen.actionId === null ? undefined : await s.actions.node(seen.actionId)
  const log = requireVisible('time log', id, await s.timeLogs.lock(id), (one) =>
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

/** Step: more or less time on a project or an action, and on all above it. */
async function addElapsed(
  s: Steps,
  settings: Settings,
  project: ProjectNode | undefined,
  action: ActionNode | undefined,
  elapsedSeconds: number,
): Promise<void> {
  if (!project) return
  const above = action ? [action, ...(await s.actions.above(action.id))] : []
  await rollUp(s, settings, { above, project }, { elapsedSeconds })
}

async function announce(
  s: Steps,
  actor: Actor,
  { id, parentType, parentId, clientId }: Pick<TimeLog, 'id' | 'parentType' | 'parentId' | 'clientId'>,
  verb: string,
  changes: Changes = {},
): Promise<void> {
  await record(s, actor, {
    kind: `timelog.${verb}`,
    subject: 'time-log',
    subjectId: id,
    clientId,
    description: `Time log ${id} on ${parentType} ${parentId} ${verb}`,
    changes,
  })
}
