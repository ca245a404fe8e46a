import { type Actor, authorize } from '../access/actor.ts'
import type { KeysetPage, Listed, Page } from '../base/page.ts'
import type { Action } from './actions/action.ts'
import { announceProject } from './announce.ts'
import { type CopyForm, copyProject } from './copy-project.ts'
import { getVisibleProject, lockProject } from './lock.ts'
import type { ProjectParts } from './parts.ts'
import type { Deletion, Project, ProjectChanges, ProjectFilter, ProjectForm, ProjectOrder } from './project.ts'
import { refuseInvoiced } from './refused.ts'
import { readSettings } from './setting.ts'
import { deleteAttachments } from './threads/copy-threads.ts'
import type { Topic } from './threads/topic.ts'
import { refuseClosedWeeks } from './time/open-week.ts'
import type { TimeLog } from './time/time-log.ts'
import { createProject, updateProject } from './update-project.ts'
import { viewerOf } from './visibility.ts'
import { entriesMeant } from './words.ts'

export type WholeProject = {
  project: Project
  actions: Action[]
  timeLogs: readonly TimeLog[]
  ticketIds: number[]
  topics: readonly Topic[]
}

const ALL = { offset: 0, limit: Number.MAX_SAFE_INTEGER }

export function makeProjects({ read, transaction }: ProjectParts) {
  return {
    async list(actor: Actor, filter: ProjectFilter, page: KeysetPage, order?: ProjectOrder): Promise<Listed<Project>> {
      authorize(actor, 'projects.read')
      return read.projects.list(viewerOf(actor), await meant(filter), page, order)
    },

    /** By id, for answers of any size: batches of one moment. */
    async *stream(actor: Actor, filter: ProjectFilter, page: Page): AsyncGenerator<Listed<Project>> {
      authorize(actor, 'projects.read')
      yield* read.projects.stream(viewerOf(actor), await meant(filter), page)
    },

    async get(actor: Actor, id: number): Promise<Project> {
      authorize(actor, 'projects.read')
      return getVisibleProject(read, actor, id)
    },

    /** With all its actions, in the order in which the tree is read, their time, and what was said. */
    async getWithDetails(actor: Actor, id: number): Promise<WholeProject> {
      authorize(actor, 'projects.read')
      const project = await getVisibleProject(read, actor, id)
      const actions = inReadingOrder(await read.actions.tree(id))
      const { rows: timeLogs } = await read.timeLogs.list('everything', { projectId: [id] }, ALL, { by: 'id' })
      const { rows: links } = await read.ticketLinks.list('everything', { projectId: [id] }, ALL)
      const ticketIds = [...new Set(links.map(({ ticketId }) => ticketId))]
      const { rows: topics } = await read.topics.list('everything', { projectId: [id] }, ALL)
      return { project, actions, timeLogs, ticketIds, topics }
    },

    /** By project, the tickets that are linked to it and its actions. */
    async ticketsOf(
      actor: Actor,
      projects: readonly Pick<Project, 'id'>[],
    ): Promise<ReadonlyMap<number, readonly number[]>> {
      authorize(actor, 'projects.read')
      const projectId = projects.map(({ id }) => id)
      const { rows: links } = await read.ticketLinks.list('everything', { projectId }, ALL)
      const tickets = Map.groupBy(links, (link) => link.projectId)
      return new Map([...tickets].map(([id, its]) => [id, [...new Set(its.map(({ ticketId }) => ticketId))]]))
    },

    async create(actor: Actor, form: ProjectForm): Promise<Project> {
      authorize(actor, 'projects.write')
      return transaction((tx) => createProject(tx, actor, form))
    },

    async update(actor: Actor, id: number, changes: ProjectChanges): Promise<Project> {
      authorize(actor, 'projects.write')
      return transaction((tx) => updateProject(tx, actor, id, changes))
    },

    /** With all that is in it. */
    async delete(actor: Actor, id: number, { force = false }: Deletion = {}): Promise<void> {
      authorize(actor, 'projects.write')
      await transaction(async (tx) => {
        const project = await lockProject(tx, actor, id)
        if (!force) {
          refuseInvoiced('project', id, await tx.timeLogs.countInvoiced({ projectId: id }))
          await refuseClosedWeeks(tx, 'project', id, { projectId: id })
        }
        await tx.timeLogs.deleteOf({ projectId: id })
        await deleteAttachments(tx, { projectId: id })
        await tx.actions.deleteAll(id)
        await tx.projects.delete(id)
        await announceProject(tx, actor, project, { kind: 'project.deleted' })
      })
    },

    /** What is copied is independent of what it was copied from. */
    async copy(actor: Actor, id: number, form: CopyForm): Promise<Project> {
      authorize(actor, 'projects.write')
      return transaction((tx) => copyProject(tx, actor, id, form))
    },
  }

  async function meant(filter: ProjectFilter): Promise<ProjectFilter> {
    const settings = await readSettings(read)
    return {
      ...filter,
      type: entriesMeant(settings['project.project_type'], filter.type),
      status: entriesMeant(settings['project.project_status'], filter.status),
    }
  }
}

/** A parent before what is below it, siblings by position. */
function inReadingOrder(tree: readonly Action[]): Action[] {
  const children = Map.groupBy(tree, ({ parentId }) => parentId)
  const below = (parentId: number | null): Action[] =>
    (children.get(parentId) ?? []).flatMap((action) => [action, ...below(action.id)])
  return below(null)
}

export type Projects = ReturnType<typeof makeProjects>
