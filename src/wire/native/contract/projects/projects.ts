import * as z from 'zod'
import { CLIENT_ACCESS, PROJECT_FUNCTIONS, PROJECT_SORTS, STAFF_ACCESS } from '../../../../projects/project.ts'
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

const assigned = z.int().min(-1).nullable().meta({ description: '-1 is anybody' })

const line = text(255)
const lines = text(65_535)

/** What a person may write. */
const details = {
  name: line,
  type: line.meta({ description: 'One of the configured types, or empty' }),
  status: line.meta({ description: 'One of the configured statuses, or empty' }),
  function: oneOf(PROJECT_FUNCTIONS).meta({ description: 'An archived project takes no other change' }),
  detail: lines,
  notes: lines.meta({ description: 'For the staff only' }),
  clientId: id.nullable(),
  contactId: id.nullable(),
  serviceId: id.nullable().meta({ description: "One of the client's" }),
  managerId: id.nullable(),
  assignedId: assigned,
  staffAccess: oneOf(STAFF_ACCESS),
  clientAccess: oneOf(CLIENT_ACCESS),
  startOn: calendarDate.nullable(),
  finishOn: calendarDate.nullable(),
  billable: z.boolean(),
  rate: text(100).meta({ description: 'Per hour: `75` replaces the global rate, `+10` and `-5%` change it' }),
  closed: z.boolean(),
  invoiceIds: line,
}

const project = z
  .object({
    id,
    ...details,
    complete: z.int().meta({ description: '0 to 100: the mean of its milestones' }),
    actionCount: z.int().min(0),
    ownerId: id.nullable(),
    elapsedSeconds: z.int().min(0),
    createdAt: instant,
    updatedAt: instant,
    activityAt: instant.meta({ description: 'When anything in it last changed' }),
    version: z.int(),
  })
  .meta({ id: 'Project' })

const changes = z.strictObject(details).partial()
const form = z
  .strictObject({ ...details })
  .partial()
  .required({ name: true })
const removed = z.object({ id }).meta({ id: 'Removed' })
const force = oneOf(['yes', 'no']).default('no').meta({ description: 'Also with time that is on an invoice' })

export const projects = {
  list: apiOperation({
    id: 'projects.list',
    method: 'GET',
    path: '/projects',
    summary: 'Projects that match all the filters and that the caller sees, what was active last first',
    permission: 'projects.read',
    query: z.strictObject({
      clientId: idText.optional(),
      serviceId: idText.optional(),
      managerId: idText.optional(),
      assignedId: idText.optional(),
      status: filterText.optional(),
      type: filterText.optional(),
      function: oneOf(PROJECT_FUNCTIONS).default('default'),
      search: filterText.optional().meta({ description: 'Part of the name, detail or notes' }),
      sort: sortWord(PROJECT_SORTS).default('-activityAt'),
      ...pageQuery,
    }),
    response: page(project).meta({ id: 'ProjectPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'projects.get',
    method: 'GET',
    path: '/projects/{id}',
    summary: 'One project',
    permission: 'projects.read',
    params: idPath,
    response: project,
    versioned: true,
    errors: ['not_found', 'refused'],
  }),
  create: apiOperation({
    id: 'projects.create',
    method: 'POST',
    path: '/projects',
    summary: 'Makes a project',
    permission: 'projects.write',
    body: form,
    response: project,
    errors: [],
  }),
  change: apiOperation({
    id: 'projects.change',
    method: 'PATCH',
    path: '/projects/{id}',
    summary: 'Changes what is named',
    permission: 'projects.write',
    params: idPath,
    body: changes,
    response: project,
    errors: ['not_found', 'refused'],
  }),
  copy: apiOperation({
    id: 'projects.copy',
    method: 'POST',
    path: '/projects/{id}/copy',
    summary:
      'Makes a project like this one; what is named takes the place of what it has, and all dates move with the start',
    permission: 'projects.write',
    params: idPath,
    body: z.strictObject({
      ...changes.shape,
      include: z
        .strictObject({
          actions: z.boolean().default(true),
          timeLogs: z.boolean().default(false),
          topics: z.boolean().default(false),
          files: z.boolean().default(false),
          ticketLinks: z.boolean().default(false),
        })
        .partial()
        .optional(),
    }),
    response: project,
    errors: ['not_found', 'refused'],
  }),
  remove: apiOperation({
    id: 'projects.remove',
    method: 'DELETE',
    path: '/projects/{id}',
    summary: 'Deletes a project with all that is in it, for good',
    permission: 'projects.write',
    params: idPath,
    query: z.strictObject({ force }),
    response: removed,
    errors: ['not_found', 'refused'],
  }),
}

export const parts = { assigned, removed, force }
