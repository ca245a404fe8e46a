import type { KeysetPage, Place } from '../../../../base/page.ts'
import type { Action, ActionChanges, ActionOrder } from '../../../../projects/actions/action.ts'
import type { Project, ProjectChanges } from '../../../../projects/project.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { actions } from '../../contract/projects/actions.ts'
import { projects } from '../../contract/projects/projects.ts'
import { instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { listByKeyset, listSorted } from '../../keyset.ts'

const one = <T>(value: T | undefined): readonly T[] | undefined => (value === undefined ? undefined : [value])

export const projectHandlers = [
  handle(projects.list, async ({ actor, domain }, { query: { offset, limit, cursor, sort, search, ...query } }) => {
    const filter = {
      clientId: one(query.clientId),
      serviceId: one(query.serviceId),
      managerId: one(query.managerId),
      assignedId: one(query.assignedId),
      status: one(query.status),
      type: one(query.type),
      function: one(query.function),
      search,
    }
    const { rows, beside } = await listSorted({ offset, limit, cursor, sort }, (page, order) =>
      domain.projects.list(actor, filter, page, order),
    )
    return { items: rows.map(encodeProject), ...beside }
  }),

  handle(projects.get, async ({ actor, domain }, { params }) =>
    encodeProject(await domain.projects.get(actor, params.id)),
  ),

  handle(projects.create, async ({ actor, domain }, { body }) =>
    encodeProject(await domain.projects.create(actor, body as ProjectChanges & { name: string })),
  ),

  handle(projects.change, async ({ actor, domain }, { params, body }) =>
    encodeProject(await domain.projects.update(actor, params.id, body as ProjectChanges)),
  ),

  handle(projects.copy, async ({ actor, domain }, { params, body: { include, ...changes } }) =>
    encodeProject(await domain.projects.copy(actor, params.id, { ...(changes as ProjectChanges), include })),
  ),

  handle(projects.remove, async ({ actor, domain }, { params: { id }, query }) => {
    await domain.projects.delete(actor, id, { force: query.force === 'yes' })
    return { id }
  }),

  handle(actions.list, async ({ actor, domain }, { query: { offset, limit, cursor, sort, search, ...query } }) => {
    const filter = {
      projectId: one(query.projectId),
      parentId: one(query.parentId),
      assignedId: one(query.assignedId),
      status: one(query.status),
      level: one(query.level),
      search,
    }
    const list = (page: KeysetPage, order?: ActionOrder) => domain.actions.list(actor, filter, page, order)
    const asked = { offset, limit, cursor }
    const { rows, beside } = await (sort
      ? listSorted({ ...asked, sort }, list)
      : listByKeyset(asked, { list, ...AS_TREE }))
    return { items: rows.map(encodeAction), ...beside }
  }),

  handle(actions.get, async ({ actor, domain }, { params }) =>
    encodeAction(await domain.actions.get(actor, params.id)),
  ),

  handle(actions.create, async ({ actor, domain }, { params, body }) =>
    encodeAction(
      await domain.actions.create(actor, { ...(body as ActionChanges & { name: string }), projectId: params.id }),
    ),
  ),

  handle(actions.change, async ({ actor, domain }, { params, body }) =>
    encodeAction(await domain.actions.update(actor, params.id, body as ActionChanges)),
  ),

  handle(actions.remove, async ({ actor, domain }, { params: { id }, query }) => {
    await domain.actions.delete(actor, id, { force: query.force === 'yes' })
    return { id }
  }),

  handle(actions.ofQueueEntry, async ({ actor, domain }, { params, body: { projectId, ...changes } }) =>
    encodeAction(await domain.actions.fromQueueEntry(actor, params.id, { ...(changes as ActionChanges), projectId })),
  ),
]

const AS_TREE = {
  sort: 'tree',
  placeOf: ({ projectId, parentId, position, id }: Action): Place => [projectId, parentId ?? 0, position, id],
}

/** The noun has the fields of the contract, but for its instants. */
const encodeProject = (project: Project): AnswerOf<typeof projects.get> => ({
  ...project,
  createdAt: instantText(project.createdAt),
  updatedAt: instantText(project.updatedAt),
  activityAt: instantText(project.activityAt),
})

const encodeAction = (action: Action): AnswerOf<typeof actions.get> => ({
  ...action,
  createdAt: instantText(action.createdAt),
  updatedAt: instantText(action.updatedAt),
  activityAt: instantText(action.activityAt),
})
