import { type Actor, authorize, SYSTEM } from '../../access/actor.ts'
import { NotFound } from '../../base/refusal.ts'
import type { WallClock } from '../../base/wall-clock.ts'
import type { Happened, Reaction } from '../../events/reactions.ts'
import { lockTarget, type Target } from '../../provisioning/operations/target.ts'
import type { ProvisioningTools } from '../../provisioning/parts.ts'
import { closeEntry } from '../../provisioning/queue/queue-commands.ts'
import type { QueueEntry } from '../../provisioning/queue/queue-entry.ts'
import { PROVISIONING_EVENTS } from '../../provisioning/queue/queue-events.ts'
import type { ProjectStores, ProjectTx } from '../parts.ts'
import { LONGEST_NAME, LONGEST_NOTES } from '../project-details.ts'
import { ProjectRefused } from '../refused.ts'
import { readSettings } from '../setting.ts'
import { createProject } from '../update-project.ts'
import { viewerOf } from '../visibility.ts'
import type { Action, ActionChanges } from './action.ts'
import { createAction } from './create-action.ts'
import { describeEntry } from './queue-task-notes.ts'
import { type Completed, updateAction } from './update-action.ts'

/** Where the tasks of a client's failed module actions go when no project is named. */
const PROJECT_NAME = 'Provisioning'

export type EntryTaskForm = ActionChanges & { projectId?: number | undefined }

/**
 * A task of an open entry of the module queue. It carries the failure and its trace; its time is for the service and
 * its client; and the two end together, whichever ends first.
 */
export async function taskOfEntry(
  tx: ProjectTx,
  tools: { wallClock: WallClock },
  actor: Actor,
  entryId: number,
  { projectId, ...form }: EntryTaskForm,
): Promise<Action> {
  const seen = await tx.moduleQueue.get(entryId)
  if (!seen) throw new NotFound('queue entry', entryId)
  // Under the lock of what failed, so that the entry neither ends nor becomes another task meanwhile.
  const subject = await lockTarget(tx, seen.serviceType, seen.serviceId)
  const entry = (await tx.moduleQueue.get(entryId))!
  if (entry.settled)
    throw new ProjectRefused('entry_settled', `Entry ${entryId} is ${entry.settled.resolution}`, { entry: entryId })
  const already = await tx.actions.ofQueueEntry(entryId)
  if (already)
    throw new ProjectRefused('entry_is_a_task', `Entry ${entryId} is task ${already.id} already`, {
      entry: entryId,
      action: already.id,
    })
  const attempts = entry.operationId === null ? [] : await tx.operations.attempts(entry.operationId)
  return createAction(
    tx,
    tools,
    actor,
    {
      ...form,
      name: form.name ?? nameOf(entry, subject),
      notes: form.notes ?? describeEntry(entry, attempts, tools.wallClock.format),
      projectId: projectId ?? (await projectFor(tx, actor, subject)),
    },
    { serviceId: serviceOf(subject), queueEntryId: entryId },
  )
}

const nameOf = ({ action, serviceType, serviceId }: QueueEntry, subject: Target | undefined): string => {
  const called = subject?.type === 'domain' || subject?.type === 'addon' ? subject.item.name : subject?.item.domain
  return `${action} of ${called || `${serviceType} ${serviceId}`}`.slice(0, LONGEST_NAME)
}

function serviceOf(subject: Target | undefined): number | null {
  if (subject?.type === 'service') return subject.id
  return subject?.type === 'addon' ? subject.item.serviceId : null
}

/** The client's own, made when it is first needed. */
async function projectFor(tx: ProjectTx, actor: Actor, subject: Target | undefined): Promise<number> {
  const clientId = subject?.clientId ?? null
  if (clientId !== null) await tx.clients.lock(clientId) // so that two do not make two
  const filter = { clientId: [clientId], name: [PROJECT_NAME], function: ['default' as const] }
  const { rows: projects } = await tx.projects.list(viewerOf(actor), filter, { offset: 0, limit: 1 }, { by: 'id' })
  return projects[0]?.id ?? (await createProject(tx, actor, { name: PROJECT_NAME, clientId })).id
}

/** A task is complete, so its entry is settled: that is a right of its own. */
export const settleEntryOf =
  (tools: ProvisioningTools): Completed =>
  async (tx, actor, { id, queueEntryId }) => {
    const entry = queueEntryId === null ? undefined : await tx.moduleQueue.get(queueEntryId)
    if (!entry || entry.settled) return
    authorize(actor, 'provisioning.write')
    await closeEntry(tx, tools, actor, entry.id, 'settled', `Task ${id} is complete`)
  }

/** The entry has ended, in whatever way, so its task is complete. One in an archived project stays as it is. */
export const entrySettled: Reaction<ProjectStores> = {
  kinds: Object.values(PROVISIONING_EVENTS.resolved),
  async react(tx, happened) {
    const action = await tx.actions.ofQueueEntry(Number(happened.changes.entry?.[1]))
    if (!action || action.complete === 100) return
    if ((await tx.projects.get(action.projectId))!.function === 'archive') return
    const done = (await readSettings(tx))['action.status_oncomplete'] || action.status
    const notes = `${action.notes}\n\nSettled: ${happened.changes.resolution?.[1]}`
    const completion = action.childCount === 0 ? { complete: 100 } : { status: done }
    await updateAction(tx, inTheNameOf(happened), action.id, {
      ...completion,
      ...(notes.length <= LONGEST_NOTES && { notes }),
    })
  },
}

/** Who ended the entry need not see the task. */
const inTheNameOf = ({ actorKind, actorId, actorName, address }: Happened): Actor => ({
  ...SYSTEM,
  kind: actorKind === 'staff' ? 'staff' : 'system',
  id: actorId,
  name: actorName,
  address,
})
