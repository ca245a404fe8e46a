import { action } from '../../action.ts'
import { required, text } from '../../parameters.ts'
import { idIfAny, requiredId } from '../support/ticket-parameters.ts'
import { MESSAGES, PROJECT_NAMES, projectChanges, projectParameters, projectRefusals } from './project-fields.ts'

/** Section 6.7 of the reference. */
export const createProject = action({
  name: 'CreateProject',
  reads: false,
  permission: 'projects.write',
  about: 'Creates a project',
  parameters: {
    title: required(text('What it is called')),
    adminid: requiredId('The member of the staff who manages it', 'Admin ID not Set'),
    ...projectParameters,
  },
  refusals: projectRefusals({ title: 'Project Title is Required.' }),
  fields: PROJECT_NAMES,
  async answer({ actor, domain, wallClock, now, quoted }, sent) {
    const project = await domain.projects.create(actor, {
      ...projectChanges(sent),
      startOn: sent.created ?? wallClock.date(now),
      name: sent.title ?? '',
    })
    return { message: MESSAGES.projectCreated, projectid: quoted(project.id) }
  },
})

/** Section 6.7 of the reference. */
export const updateProject = action({
  name: 'UpdateProject',
  reads: false,
  permission: 'projects.write',
  about: 'Changes a project',
  parameters: {
    projectid: requiredId('The project', 'Project ID Not Set'),
    title: text('What it is called'),
    adminid: idIfAny('The member of the staff who manages it'),
    notes: text('Notes for the staff'),
    ...projectParameters,
  },
  refusals: projectRefusals(),
  fields: PROJECT_NAMES,
  async answer({ actor, domain }, { projectid, ...sent }) {
    await domain.projects.update(actor, projectid, projectChanges(sent))
    return { message: MESSAGES.projectUpdated }
  },
})
