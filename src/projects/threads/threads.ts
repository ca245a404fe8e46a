import type { Actor } from '../../access/actor.ts'
import { requireOneOf, requireText } from '../../base/checks.ts'
import { Conflict, Invalid, NotFound } from '../../base/refusal.ts'
import { changesBetween, record } from '../../events/event.ts'
import type { EventKind } from '../../events/kinds.ts'
import type { Changes } from '../../events/store.ts'
import { lockAction, lockProject } from '../lock.ts'
import type { ProjectTx } from '../parts.ts'
import { CLIENT_ACCESS, type Project } from '../project.ts'
import { LONGEST_NAME } from '../project-details.ts'
import { ProjectRefused } from '../refused.ts'
import { type Poster, THREAD_STATUSES, type ThreadChanges, type ThreadKind, type ThreadPlace } from './thread.ts'
import type { EntryStore, ThreadNode } from './thread-store.ts'

export type LockedThread = { thread: ThreadNode; project: Project }

/** Where a new thread goes, under the lock of its project. */
export async function lockPlace(
  tx: ProjectTx,
  actor: Actor,
  { projectId, actionId = null }: ThreadPlace,
): Promise<{ project: Project; actionId: number | null }> {
  if (actionId === null) {
    if (projectId === undefined) throw new Invalid('projectId', 'the id of a project')
    return { project: await lockProject(tx, actor, projectId), actionId }
  }
  const { project } = await lockAction(tx, actor, actionId)
  if (projectId !== undefined && project.id !== projectId)
    throw new Invalid('actionId', `an action of project ${projectId}`, actionId)
  return { project, actionId }
}

/** A thread that the actor may change, under the lock of its project. */
export async function lockThread(tx: ProjectTx, actor: Actor, kind: ThreadKind, id: number): Promise<LockedThread> {
  const found = await tx.threads.get(kind, id)
  if (!found) throw new NotFound(`${kind} thread`, id)
  const { project } = await lockPlace(tx, actor, found)
  const thread = await tx.threads.get(kind, id)
  if (!thread) throw new NotFound(`${kind} thread`, id)
  // It was taken elsewhere before we had the lock.
  if (thread.projectId !== project.id || thread.actionId !== found.actionId) throw new Conflict(`${kind} thread`, id)
  return { thread, project }
}

/** An entry that the actor may change, and its thread. */
export async function lockEntry<Entry extends { threadId: number }>(
  tx: ProjectTx,
  actor: Actor,
  kind: ThreadKind,
  id: number,
  get: (id: number) => Promise<Entry | undefined>,
): Promise<LockedThread & { entry: Entry }> {
  const found = await get(id)
  if (!found) throw new NotFound(kind, id)
  const opened = await lockThread(tx, actor, kind, found.threadId)
  const entry = await get(id)
  if (!entry) throw new NotFound(kind, id)
  return { ...opened, entry }
}

/** A closed thread takes nothing but the word that opens it again. */
export function refuseClosed({ kind, threadId, status }: ThreadNode, { status: wanted }: ThreadChanges = {}): void {
  if (status === 'open' || wanted === 'open') return
  throw new ProjectRefused('thread_closed', `The thread ${threadId} is closed`, { kind, thread: threadId })
}

/** What a thread is like when nothing is said: open, and not the client's business. */
export const NEW_THREAD = { status: 'open', clientAccess: 'hidden' } as const

export function checkedThread({
  status,
  clientAccess,
}: ThreadChanges): Partial<Pick<ThreadNode, 'status' | 'clientAccess'>> {
  return {
    ...(status !== undefined && { status: requireOneOf('status', THREAD_STATUSES, status) }),
    ...(clientAccess !== undefined && { clientAccess: requireOneOf('clientAccess', CLIENT_ACCESS, clientAccess) }),
  }
}

/** Changes what is true of the whole thread, and answers what differs. */
export async function updateThread(
  tx: ProjectTx,
  actor: Actor,
  { thread }: LockedThread,
  changes: ThreadChanges & { label?: string | undefined },
): Promise<Changes> {
  const after = {
    ...checkedThread(changes),
    ...(changes.label !== undefined && { label: requireText('label', changes.label, LONGEST_NAME) }),
    ...(await placeAfter(tx, actor, thread, changes)),
  }
  const differences = changesBetween<Partial<ThreadNode>>(thread, after)
  if (Object.keys(differences).length > 0) await tx.threads.update(thread.kind, thread.threadId, after)
  return differences
}

/** Another project takes the thread without its action, unless one is named there. */
async function placeAfter(
  tx: ProjectTx,
  actor: Actor,
  { projectId, actionId }: ThreadNode,
  changes: ThreadChanges,
): Promise<ThreadPlace> {
  const moves = changes.projectId !== undefined && changes.projectId !== projectId
  const wanted = {
    projectId: changes.projectId ?? projectId,
    actionId: changes.actionId === undefined ? (moves ? null : actionId) : changes.actionId,
  }
  if (!moves && wanted.actionId === actionId) return {}
  const place = await lockPlace(tx, actor, wanted)
  return { projectId: place.project.id, actionId: place.actionId }
}

/** One entry, or with the first of them the whole thread. Answers contents that nothing refers to any more. */
export async function deleteEntry(
  tx: ProjectTx,
  { kind, threadId }: ThreadNode,
  entries: EntryStore,
  id: number,
): Promise<number[]> {
  if (id === threadId) {
    const contents = await entries.deleteThreads([id])
    await tx.threads.delete(kind, [id])
    return contents
  }
  const contents = await entries.delete(id)
  const latest = await entries.latest(threadId)
  const thread = (await tx.threads.get(kind, threadId))!
  await tx.threads.update(kind, threadId, { entries: thread.entries - 1, latestId: latest.id, activityAt: latest.at })
  return contents
}

export const posterOf = (actor: Actor): Poster => ({
  ownerId: actor.kind === 'staff' ? actor.id : null,
  ownerClientId: null,
  ownerContactId: null,
})

/** By what the activity log says of it. */
const ENTRY_KINDS = {
  added: { topic: 'topic.created', file: 'project_file.created' },
  updated: { topic: 'topic.updated', file: 'project_file.updated' },
  deleted: { topic: 'topic.deleted', file: 'project_file.deleted' },
} as const satisfies Record<string, Record<ThreadKind, EventKind>>

/** The event, and the mark of activity on what the thread belongs to. */
export async function announceEntry(
  tx: ProjectTx,
  actor: Actor,
  { thread: { kind, actionId }, project }: { thread: Pick<ThreadNode, 'kind' | 'actionId'>; project: Project },
  { id, name }: { id: number; name: string },
  event: keyof typeof ENTRY_KINDS,
  changes: Changes = {},
): Promise<void> {
  const fields = event === 'updated' ? ` (${Object.keys(changes).join(', ')})` : ''
  await record(tx, actor, {
    kind: ENTRY_KINDS[event][kind],
    subjectId: id,
    clientId: project.clientId,
    description: `${kind === 'topic' ? 'Topic' : 'File'} ${id} of project ${project.id} ${event}: ${name}${fields}`,
    changes,
  })
  await tx.projects.rollUp(project.id, {}, tx.at)
  if (actionId !== null) await tx.actions.rollUp(actionId, {}, tx.at)
}
