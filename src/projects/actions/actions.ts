import { type Actor, authorize } from '../../access/actor.ts'
import type { KeysetPage, Listed } from '../../base/page.ts'
import { requireVisible, viewerOfList } from '../lock.ts'
import type { ProjectParts } from '../parts.ts'
import type { Deletion } from '../project.ts'
import { readSettings } from '../setting.ts'
import { seesAction, viewerOf } from '../visibility.ts'
import { entriesMeant } from '../words.ts'
import type { Action, ActionFilter, ActionForm, ActionOrder, ActionUpdate, InProject } from './action.ts'
import { createAction } from './create-action.ts'
import { deleteAction } from './delete-action.ts'
import { type EntryTaskForm, taskOfEntry } from './queue-task.ts'
import { type Completed, updateAction } from './update-action.ts'

export function makeActions({ read, transaction, wallClock, completed }: ProjectParts & { completed?: Completed }) {
  return {
    async list(actor: Actor, filter: ActionFilter, page: KeysetPage, order?: ActionOrder): Promise<Listed<Action>> {
      authorize(actor, 'projects.read')
      const settings = await readSettings(read)
      const meant = {
        ...filter,
        type: entriesMeant(settings['action.action_type'], filter.type),
        status: entriesMeant(settings['action.action_status'], filter.status),
      }
      return read.actions.list(await viewerOfList(read, actor, filter), meant, page, order)
    },

    async get(actor: Actor, id: number): Promise<Action> {
      authorize(actor, 'projects.read')
      const action = await read.actions.get(id)
      const project = action && (await read.projects.get(action.projectId))
      return requireVisible('action', id, project && action, (one) => seesAction(viewerOf(actor), project!, one))
    },

    async create(actor: Actor, form: ActionForm): Promise<Action> {
      authorize(actor, 'projects.write')
      return transaction((tx) => createAction(tx, { wallClock }, actor, form))
    },

    async update(actor: Actor, id: number, changes: ActionUpdate): Promise<Action> {
      authorize(actor, 'projects.write')
      return transaction((tx) => updateAction(tx, actor, id, changes, completed))
    },

    /** A task of what failed in the module queue: they end together. Without a project it is in the client's own. */
    async fromQueueEntry(actor: Actor, entryId: number, form: EntryTaskForm = {}): Promise<Action> {
      authorize(actor, 'projects.write')
      authorize(actor, 'provisioning.read')
      return transaction((tx) => taskOfEntry(tx, { wallClock }, actor, entryId, form))
    },

    /** With everything below it, and their time. */
    async delete(actor: Actor, id: number, { force = false, inProject }: Deletion & InProject = {}): Promise<void> {
      authorize(actor, 'projects.write')
      await transaction((tx) => deleteAction(tx, actor, id, { force, inProject }))
    },
  }
}

export type Actions = ReturnType<typeof makeActions>
