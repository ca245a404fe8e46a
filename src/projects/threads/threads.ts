import type { Actor } from '../../access/actor.ts'
import { requireOneOf, requireText } from '../../base/checks.ts'
import { Conflict, Invalid, NotFound } from '../../base/refusal.ts'
import { changesBetween } from '../../events/event.ts'
import type { Changes } from '../../events/store.ts'
import { lockAction, lockProject } from '../lock.ts'
import type { ProjectTx } from '../parts.ts'
import { CLIENT_ACCESS, type Project } from '../project.ts'
import { LONGEST_NAME } from '../project-details.ts'
import { ProjectRefused } from '../refused.ts'
import { THREAD_STATUSES, type ThreadChanges, type ThreadKind, type ThreadPlace } from './thread.ts'
import type { ThreadNode } from './thread-store.ts'

export type LockedPlace = { project: Project; actionId: number | null }
export type LockedThread = { thread: ThreadNode; project: Project }

/** Where a new thread goes, under the lock of its project. */
export async function lockPlace(
  tx: ProjectTx,
  actor: Actor,
  { projectId, actionId = null }: ThreadPlace,
): Promise<LockedPlace> {
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
