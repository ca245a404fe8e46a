import { type Actor, SYSTEM } from '../access/actor.ts'
import { changesBetween } from '../events/event.ts'
import { announceProject } from './announce.ts'
import { requireVisible } from './lock.ts'
import type { ProjectTx } from './parts.ts'
import type { Project, ProjectChanges, ProjectDetails, ProjectForm } from './project.ts'
import { checkedProject } from './project-details.ts'
import { ProjectRefused } from './refused.ts'
import { type ProjectSettingValues, readSettings } from './setting.ts'
import { setTickets } from './tickets/ticket-links.ts'
import { stopTimer } from './time/log-time.ts'
import { seesProject, viewerOf } from './visibility.ts'

const blank = (settings: ProjectSettingValues): ProjectDetails => ({
  name: '',
  type: '',
  status: '',
  function: 'default',
  detail: '',
  notes: '',
  clientId: null,
  contactId: null,
  serviceId: null,
  managerId: null,
  assignedId: null,
  staffAccess: 'all',
  clientAccess: 'hidden',
  startOn: null,
  finishOn: null,
  billable: settings['billing.default_billable_status'],
  rate: '',
  closed: false,
  invoiceIds: '',
})

/** `id` only where it is prescribed (demonstration data, imports). */
export async function createProject(
  tx: ProjectTx,
  actor: Actor,
  form: ProjectForm & { id?: number },
): Promise<Project> {
  const settings = await readSettings(tx)
  const before = blank(settings)
  const after = await checkedProject(tx, settings, before, { ...form, name: form.name ?? '' })
  const ownerId = actor.kind === 'staff' ? actor.id : null
  const id = await tx.projects.insert({ id: form.id, ...before, ...after, ownerId }, tx.at)
  const project = (await tx.projects.get(id))!
  await announceProject(tx, actor, project, { kind: 'project.created' })
  if (form.ticketIds) await setTickets(tx, actor, id, form.ticketIds)
  return project
}

export async function updateProject(tx: ProjectTx, actor: Actor, id: number, given: ProjectChanges): Promise<Project> {
  const before = requireVisible('project', id, await tx.projects.lock(id), (one) => seesProject(viewerOf(actor), one))
  const after = await checkedProject(tx, await readSettings(tx), before, given)
  const changes = changesBetween<ProjectDetails>(before, after)
  if (given.ticketIds) await setTickets(tx, actor, id, given.ticketIds)
  const fields = Object.keys(changes) as (keyof ProjectDetails)[]
  if (fields.length === 0) return (await tx.projects.get(id))!
  if (before.function === 'archive' && fields.some((field) => field !== 'function'))
    throw new ProjectRefused('project_archived', `Project ${id} is archived: only its function can be changed`, {
      project: id,
    })
  if (after.function === 'archive') await stopTimers(tx, actor, id)
  await tx.projects.update(id, Object.fromEntries(fields.map((field) => [field, after[field]])), tx.at)
  if (changes.clientId || changes.serviceId) {
    const { clientId, serviceId } = { ...before, ...after }
    await tx.timeLogs.reassign(id, { clientId, serviceId })
  }
  const project = (await tx.projects.get(id))!
  await announceProject(tx, actor, project, { kind: 'project.updated', changes })
  return project
}

/** Nothing runs in what can be changed no more, whosever time it is: who archives says nothing about it. */
async function stopTimers(tx: ProjectTx, actor: Actor, projectId: number): Promise<void> {
  const archivist = { ...actor, permissions: SYSTEM.permissions }
  const page = { offset: 0, limit: Number.MAX_SAFE_INTEGER }
  const { rows: timeLogs } = await tx.timeLogs.list('everything', { projectId: [projectId], state: ['active'] }, page)
  for (const { id } of timeLogs) await stopTimer(tx, archivist, id)
}
