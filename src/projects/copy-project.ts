import type { Actor } from '../access/actor.ts'
import { addDays, type CalendarDate, daysBetween } from '../base/calendar.ts'
import { merge } from '../base/merge.ts'
import { getVisibleProject } from './lock.ts'
import type { ProjectTx } from './parts.ts'
import type { Project, ProjectChanges, ProjectForm } from './project.ts'
import { readSettings } from './setting.ts'
import type { ActionNode } from './store.ts'
import { type CopiedAttachments, copyAttachments } from './threads/copy-threads.ts'
import { requireOwnTime } from './time/log-time.ts'
import { requireOpenWeeks } from './time/open-week.ts'
import { createProject } from './update-project.ts'

export type CopyForm = ProjectChanges & {
  /** Which parts come along. The tree of actions does unless it is refused; what is done in it is not done in the copy. */
  include?: (CopiedAttachments & { actions?: boolean | undefined; timeLogs?: boolean | undefined }) | undefined
}

/**
 * What the form names replaces what the source has. All dates move with the start; without one, or where the source
 * has no date, they stay.
 */
export async function copyProject(tx: ProjectTx, actor: Actor, id: number, form: CopyForm): Promise<Project> {
  const { include: { actions = true, timeLogs = false, ...attachments } = {}, ...given } = form
  const source = await getVisibleProject(tx, actor, id)
  const tree = actions ? await tx.actions.tree(id) : []
  const first = source.startOn ?? earliest(tree)
  const days = given.startOn && first ? daysBetween(first, given.startOn) : 0
  const moved = (date: CalendarDate | null) => date && addDays(date, days)
  const copy = await createProject(tx, actor, merge(detailsOf(source, moved, given.clientId), given))
  const ids = await copyTree(tx, actor, tree, copy.id, { moved, timeLogs })
  if (timeLogs) await copyTimeLogs(tx, actor, id, copy, ids)
  await copyAttachments(tx, actor, { from: id, to: copy.id, actionIds: ids }, attachments)
  const sums = { actionCount: tree.length, childCount: tree.filter(({ parentId }) => parentId === null).length }
  await tx.projects.rollUp(
    copy.id,
    { ...sums, ...(timeLogs && { elapsedSeconds: elapsedOf(source, tree, actions) }) },
    tx.at,
  )
  return (await tx.projects.get(copy.id))!
}

/** Another client's contact and service do not come along. */
function detailsOf(source: Project, moved: Moved, clientId: number | null | undefined): ProjectForm {
  const { name, type, status, detail, notes, managerId, assignedId, staffAccess, clientAccess, billable, rate } = source
  const theirs = clientId === undefined || clientId === source.clientId
  return {
    ...{ name, type, status, detail, notes, managerId, assignedId, staffAccess, clientAccess, billable, rate },
    ...(theirs && { clientId: source.clientId, contactId: source.contactId, serviceId: source.serviceId }),
    startOn: moved(source.startOn),
    finishOn: moved(source.finishOn),
  }
}

type Moved = (date: CalendarDate | null) => CalendarDate | null

/** Answers the ids of the copies, by those of their sources. */
async function copyTree(
  tx: ProjectTx,
  actor: Actor,
  tree: readonly ActionNode[],
  projectId: number,
  { moved, timeLogs }: { moved: Moved; timeLogs: boolean },
): Promise<ReadonlyMap<number, number>> {
  const done = (await readSettings(tx))['action.status_oncomplete']
  const ids = new Map<number, number>()
  const ownerId = actor.kind === 'staff' ? actor.id : null
  for (const { id, ...action } of tree) {
    const { childCount, elapsedSeconds, parentId, recurParentId } = action
    const copy = await tx.actions.insert(
      {
        ...action,
        projectId,
        ownerId,
        parentId: parentId === null ? null : ids.get(parentId)!,
        recurParentId: recurParentId === null ? null : (ids.get(recurParentId) ?? null),
        status: action.complete === 100 && action.status === done ? '' : action.status,
        complete: 0,
        billed: false,
        startOn: moved(action.startOn),
        finishOn: moved(action.finishOn),
        serviceId: null,
        queueEntryId: null,
      },
      tx.at,
    )
    await tx.actions.rollUp(copy, { childCount, ...(timeLogs && { elapsedSeconds }) }, tx.at)
    ids.set(id, copy)
  }
  return ids
}

/** Those that have stopped; nothing of the copy is on an invoice. */
async function copyTimeLogs(
  tx: ProjectTx,
  actor: Actor,
  from: number,
  to: Project,
  ids: ReadonlyMap<number, number>,
): Promise<void> {
  const { rows: timeLogs } = await tx.timeLogs.list(
    'everything',
    { projectId: [from], state: ['complete'] },
    { offset: 0, limit: Number.MAX_SAFE_INTEGER },
    { by: 'id' },
  )
  const copied = timeLogs.filter(({ actionId }) => actionId === null || ids.has(actionId))
  await requireOpenWeeks(tx, ...copied)
  for (const { id: _id, projectRate: _p, staffRate: _s, ...log } of timeLogs) {
    const actionId = log.actionId === null ? null : ids.get(log.actionId)
    if (actionId === undefined) continue
    requireOwnTime(actor, log.staffId)
    await tx.timeLogs.insert(
      {
        ...log,
        parentId: actionId ?? to.id,
        projectId: to.id,
        actionId,
        clientId: to.clientId,
        serviceId: to.serviceId,
        invoiceId: null,
      },
      tx.at,
    )
  }
}

/** Of the project alone where its actions stay behind. */
function elapsedOf({ elapsedSeconds }: Project, tree: readonly ActionNode[], actions: boolean): number {
  return actions
    ? elapsedSeconds
    : elapsedSeconds - tree.filter(({ depth }) => depth === 1).reduce((sum, each) => sum + each.elapsedSeconds, 0)
}

const earliest = (tree: readonly ActionNode[]): CalendarDate | null =>
  tree.reduce<CalendarDate | null>(
    (first, { startOn }) => (startOn && (!first || startOn < first) ? startOn : first),
    null,
  )
