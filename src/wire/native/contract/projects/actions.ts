import * as z from 'zod'
import { ACTION_CLIENT_ACCESS, ACTION_LEVELS, ACTION_SORTS, FREQUENCIES } from '../../../../projects/actions/action.ts'
import { CLIENT_ACCESS } from '../../../../projects/project.ts'
import { apiOperation } from '../operation.ts'
import {
  calendarDate,
  filterText,
  id,
  idPath,
  idText,
  instant,
  oneOf,
  page,
  pageQuery,
  sortWord,
  text,
} from '../values.ts'
import { parts } from './projects.ts'

const line = text(255)
const lines = text(65_535)

const details = {
  name: line,
  type: line,
  status: line,
  priority: z.union([z.literal(1), z.literal(2), z.literal(3)]).meta({ description: '1 is low, 3 is high' }),
  complete: z.int().min(0).max(100).meta({ description: 'Of one with others below, their mean' }),
  detail: lines,
  notes: lines.meta({ description: 'For the staff only' }),
  durationSeconds: z.int().min(0).meta({ description: 'Planned work' }),
  managerId: id.nullable(),
  assignedId: parts.assigned,
  contactId: id.nullable(),
  clientAccess: oneOf(ACTION_CLIENT_ACCESS),
  billable: z.boolean(),
  billed: z.boolean(),
  startOn: calendarDate.nullable(),
  finishOn: calendarDate.nullable(),
  recurRule: line.meta({ description: 'An RRULE such as `FREQ=WEEKLY;BYDAY=MO,WE;COUNT=8`; empty for none' }),
}
const place = {
  parentId: id.nullable().meta({ description: 'Null at the top' }),
  position: z.int().min(1).meta({ description: 'From 1, among those with the same parent' }),
}

const action = z
  .object({
    id,
    projectId: id,
    ...place,
    ...details,
    level: oneOf(ACTION_LEVELS),
    depth: z.int().min(1),
    childCount: z.int().min(0),
    elapsedSeconds: z.int().min(0),
    clientAccessEffective: oneOf(CLIENT_ACCESS),
    frequency: oneOf(FREQUENCIES),
    recurParentId: id.nullable(),
    serviceId: id.nullable(),
    queueEntryId: id.nullable().meta({ description: 'The entry of the module queue that it ends with' }),
    ownerId: id.nullable(),
    createdAt: instant,
    updatedAt: instant,
    activityAt: instant,
    version: z.int(),
  })
  .meta({ id: 'Action', description: 'A node in the tree of a project' })

const changes = z.strictObject({ ...details, ...place }).partial()

export const actions = {
  list: apiOperation({
    id: 'actions.list',
    method: 'GET',
    path: '/actions',
    summary: 'Actions that match all the filters and that the caller sees, as their trees are read',
    permission: 'projects.read',
    query: z.strictObject({
      projectId: idText.optional(),
      parentId: idText.optional(),
      assignedId: idText.optional(),
      status: filterText.optional(),
      level: oneOf(ACTION_LEVELS).optional(),
      search: filterText.optional().meta({ description: 'Part of the name, detail or notes' }),
      sort: sortWord(ACTION_SORTS)
        .optional()
        .meta({ description: 'Left out: as their trees are read, project by project' }),
      ...pageQuery,
    }),
    response: page(action).meta({ id: 'ActionPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'actions.get',
    method: 'GET',
    path: '/actions/{id}',
    summary: 'One action',
    permission: 'projects.read',
    params: idPath,
    response: action,
    versioned: true,
    errors: ['not_found', 'refused'],
  }),
  create: apiOperation({
    id: 'actions.create',
    method: 'POST',
    path: '/projects/{id}/actions',
    summary: 'Adds an action to a project',
    permission: 'projects.write',
    params: idPath,
    body: changes.required({ name: true }),
    response: action,
    errors: ['not_found', 'refused'],
  }),
  change: apiOperation({
    id: 'actions.change',
    method: 'PATCH',
    path: '/actions/{id}',
    summary: 'Changes or moves an action',
    permission: 'projects.write',
    params: idPath,
    body: changes,
    response: action,
    errors: ['not_found', 'refused'],
  }),
  remove: apiOperation({
    id: 'actions.remove',
    method: 'DELETE',
    path: '/actions/{id}',
    summary: 'Deletes an action with everything below it and their time, for good',
    permission: 'projects.write',
    params: idPath,
    query: z.strictObject({ force: parts.force }),
    response: parts.removed,
    errors: ['not_found', 'refused'],
  }),
  ofQueueEntry: apiOperation({
    id: 'actions.ofQueueEntry',
    method: 'POST',
    path: '/module-queue/{id}/task',
    summary: 'Makes a task of an entry of the module queue: it carries the trace, and the two end together',
    permission: 'projects.write',
    params: idPath,
    body: changes.extend({ projectId: id.optional().meta({ description: "Else the client's own" }) }),
    response: action,
    errors: ['not_found', 'refused'],
  }),
}
