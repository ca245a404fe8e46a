import { type Actor, may } from '../access/actor.ts'
import type { Action } from './actions/action.ts'
import { ANYBODY, type Project } from './project.ts'
import type { TimeLog } from './time/time-log.ts'

/** Whose eyes: those of one staff member, or of somebody who sees everything. `src/storage/` has the same rules in SQL. */
export type Viewer = { readonly staffId: number } | 'everything'

export const viewerOf = (actor: Actor): Viewer => (may(actor, 'projects.all') ? 'everything' : { staffId: actor.id })

/** Who sees a project changes it, too. */
export function seesProject(
  viewer: Viewer,
  project: Pick<Project, 'staffAccess' | 'ownerId' | 'managerId' | 'assignedId'>,
): boolean {
  if (viewer === 'everything' || project.staffAccess === 'all') return true
  const { staffId } = viewer
  if (project.ownerId === staffId || project.managerId === staffId) return true
  return project.staffAccess === 'related' && isAssigned(project, staffId)
}

/** Beyond that, everybody sees the actions that are theirs. */
export function seesAction(
  viewer: Viewer,
  project: Parameters<typeof seesProject>[1],
  action: Pick<Action, 'ownerId' | 'managerId' | 'assignedId'>,
): boolean {
  if (viewer === 'everything' || seesProject(viewer, project)) return true
  const { staffId } = viewer
  return action.ownerId === staffId || action.managerId === staffId || isAssigned(action, staffId)
}

const isAssigned = ({ assignedId }: { assignedId: number | null }, staffId: number): boolean =>
  assignedId === staffId || assignedId === ANYBODY

/** One's own, what is on nothing of a project, and what is on something that one sees. */
export function seesTimeLog(
  viewer: Viewer,
  log: Pick<TimeLog, 'staffId' | 'projectId'>,
  project: Parameters<typeof seesProject>[1] | undefined,
  action: Parameters<typeof seesAction>[2] | undefined,
): boolean {
  if (viewer === 'everything' || log.staffId === viewer.staffId || !project) return true
  return action ? seesAction(viewer, project, action) : seesProject(viewer, project)
}
