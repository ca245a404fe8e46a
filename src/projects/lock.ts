import type { Actor } from '../access/actor.ts'
import { NotFound } from '../base/refusal.ts'
import type { ProjectStores, ProjectTx } from './parts.ts'
import type { Project } from './project.ts'
import { ProjectRefused } from './refused.ts'
import type { ActionNode, ProjectNode } from './store.ts'
import { seesAction, seesProject, type Viewer, viewerOf } from './visibility.ts'

/** A project that the actor may change, locked: nobody else changes anything in it until the transaction ends. */
export async function lockProject(tx: ProjectTx, actor: Actor, id: number): Promise<ProjectNode> {
  const project = requireVisible('project', id, await tx.projects.lock(id), (one) => seesProject(viewerOf(actor), one))
  refuseArchived(project)
  return project
}

/** An action that the actor may change, under the lock of its project; of this project, if one is said. */
export async function lockAction(
  tx: ProjectTx,
  actor: Actor,
  id: number,
  inProject?: number,
): Promise<{ action: ActionNode; project: ProjectNode }> {
  const project = await lockProjectOf(tx, async () => (await tx.actions.get(id))?.projectId)
  await requireInProject(tx, 'action', id, project?.id, inProject)
  const action = requireVisible('action', id, await tx.actions.node(id), (one) =>
    seesAction(viewerOf(actor), project!, one),
  )
  refuseArchived(project!)
  return { action, project: project! }
}

/** Whoever says which project a thing is in has to be right. */
export async function requireInProject(
  tx: ProjectTx,
  noun: string,
  id: number,
  actual: number | null | undefined,
  said: number | undefined,
): Promise<void> {
  if (said === undefined || said === actual) return
  throw (await tx.projects.get(said)) ? new NotFound(noun, id) : new NotFound('project', said)
}

export function refuseArchived(project: Pick<Project, 'id' | 'function'>): void {
  if (project.function === 'archive')
    throw new ProjectRefused('project_archived', `Project ${project.id} is archived`, { project: project.id })
}

/** What is there and not for this person is told apart from what is not there. */
export function requireVisible<T>(noun: string, id: number, found: T | undefined, sees: (found: T) => boolean): T {
  if (found === undefined) throw new NotFound(noun, id)
  if (!sees(found)) throw new ProjectRefused('not_visible', `The ${noun} ${id} is not for you`, { noun, id })
  return found
}

/** A project to look at. */
export async function getVisibleProject(read: ProjectStores, actor: Actor, id: number): Promise<Project> {
  return requireVisible('project', id, await read.projects.get(id), (one) => seesProject(viewerOf(actor), one))
}

/** Who looks at a list. Who sees a project sees all that is in it: then a list of it needs no rule row by row. */
export async function viewerOfList(
  read: ProjectStores,
  actor: Actor,
  { projectId: [only = null, ...others] = [] }: { projectId?: readonly (number | null)[] | undefined },
): Promise<Viewer> {
  const viewer = viewerOf(actor)
  if (viewer === 'everything' || only === null || others.length > 0) return viewer
  const project = await read.projects.get(only)
  return project && seesProject(viewer, project) ? 'everything' : viewer
}

/** What belongs to a project or one of its actions is there for whoever sees that. */
export async function requirePlaceVisible<T extends { projectId: number; actionId: number | null }>(
  read: ProjectStores,
  actor: Actor,
  noun: string,
  id: number,
  found: T | undefined,
): Promise<T> {
  const project = found && (await read.projects.get(found.projectId))
  const action = found?.actionId ? await read.actions.get(found.actionId) : undefined
  return requireVisible(noun, id, project && found, () =>
    action ? seesAction(viewerOf(actor), project!, action) : seesProject(viewerOf(actor), project!),
  )
}

/** The project of something that may go to another one before the lock is there. */
export async function lockProjectOf(
  tx: ProjectTx,
  find: () => Promise<number | null | undefined>,
): Promise<ProjectNode | undefined> {
  let id = await find()
  while (id != null) {
    const project = await tx.projects.lock(id)
    const now = await find()
    if (now === id) return project
    id = now
  }
  return undefined
}
