import { type Actor, authorize } from '../access/actor.ts'
import { announceProject } from './announce.ts'
import { removeAttachments } from './attachments.ts'
import { changeProject, createProject } from './change-project.ts'
import { type CopyForm, copyProject } from './copy-project.ts'
import type { Page } from './listing.ts'
import { openProject, readProject } from './open.ts'
import type { ProjectParts } from './parts.ts'
import type { Project, ProjectChanges, ProjectFilter, ProjectForm, ProjectOrder } from './project.ts'
import { refuseInvoiced } from './refused.ts'
import { viewerOf } from './visibility.ts'

export type Deletion = {
  /** Also what an invoice carries. */
  force?: boolean | undefined
}

export function makeProjects({ read, within }: ProjectParts) {
  return {
    async list(
      actor: Actor,
      filter: ProjectFilter,
      page: Page,
      order?: ProjectOrder,
    ): Promise<{ total: number; projects: Project[] }> {
      authorize(actor, 'projects.read')
      return read.projects.list(viewerOf(actor), filter, page, order)
    },

    async get(actor: Actor, id: number): Promise<Project> {
      authorize(actor, 'projects.read')
      return readProject(read, actor, id)
    },

    async create(actor: Actor, form: ProjectForm): Promise<Project> {
      authorize(actor, 'projects.write')
      return within((s) => createProject(s, actor, form))
    },

    async update(actor: Actor, id: number, changes: ProjectChanges): Promise<Project> {
      authorize(actor, 'projects.write')
      return within((s) => changeProject(s, actor, id, changes))
    },

    /** With all that is in it. */
    async delete(actor: Actor, id: number, { force = false }: Deletion = {}): Promise<void> {
      authorize(actor, 'projects.write')
      await within(async (s) => {
        const project = await openProject(s, actor, id)
        if (!force) refuseInvoiced('project', id, await s.timeLogs.countInvoiced({ projectId: id }))
        await s.timeLogs.deleteOf({ projectId: id })
        await removeAttachments(s, { projectId: id })
        await s.actions.deleteAll(id)
        await s.projects.delete(id)
        await announceProject(s, actor, project, { verb: 'deleted' })
      })
    },

    /** What is copied is independent of what it was copied from. */
    async copy(actor: Actor, id: number, form: CopyForm): Promise<Project> {
      authorize(actor, 'projects.write')
      return within((s) => copyProject(s, actor, id, form))
    },
  }
}

export type Projects = ReturnType<typeof makeProjects>
