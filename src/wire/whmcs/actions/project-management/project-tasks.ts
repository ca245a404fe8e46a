import { action } from '../../action.ts'
import { flag, required, text } from '../../parameters.ts'
import { idIfAny, requiredId } from '../support/ticket-parameters.ts'
import { dateOf, MESSAGES, projectRefusals, TASK_NAMES, taskParameters } from './project-fields.ts'

/** Section 6.7 of the reference. A task stands at the top of the tree, after the others. */
export const addProjectTask = action({
  name: 'AddProjectTask',
  reads: false,
  permission: 'projects.write',
  about: 'Adds a task to a project',
  parameters: {
    projectid: requiredId('The project', 'Project ID not Set'),
    duedate: required(dateOf('When it is to finish')),
    task: text('What is to be done'),
    ...taskParameters,
    billed: flag('Whether it is billed'),
  },
  refusals: projectRefusals({ title: 'A task description must be specified' }),
  fields: TASK_NAMES,
  async answer({ actor, domain }, { projectid, duedate, task, adminid, notes, completed, billed }) {
    await domain.actions.create(actor, {
      projectId: projectid,
      widens: false,
      name: task ?? '',
      finishOn: duedate,
      assignedId: adminid,
      notes,
      billed,
      complete: completed ? 100 : 0,
    })
    return { message: MESSAGES.taskAdded }
  },
})

/** Section 6.7 of the reference. */
export const updateProjectTask = action({
  name: 'UpdateProjectTask',
  reads: false,
  permission: 'projects.write',
  about: 'Changes a task',
  parameters: {
    taskid: requiredId('The task', 'Task ID is Required'),
    projectid: idIfAny('The project it goes to, with its time'),
    duedate: dateOf('When it is to finish'),
    task: text('What is to be done'),
    ...taskParameters,
  },
  refusals: projectRefusals({ title: 'A task description must be specified' }),
  fields: TASK_NAMES,
  async answer({ actor, domain }, { taskid, projectid, duedate, task, adminid, notes, completed }) {
    await domain.actions.update(actor, taskid, {
      toProject: projectid,
      widens: false,
      name: task,
      finishOn: duedate,
      assignedId: adminid,
      notes,
      done: completed,
    })
    return { message: MESSAGES.taskUpdated }
  },
})

/** Section 6.7 of the reference. */
export const deleteProjectTask = action({
  name: 'DeleteProjectTask',
  reads: false,
  permission: 'projects.write',
  about: 'Deletes a task, with what is below it and its time',
  parameters: {
    projectid: requiredId('The project', 'Project ID is Required'),
    taskid: requiredId('The task', 'Task ID is Required'),
  },
  refusals: projectRefusals(),
  async answer({ actor, domain }, { projectid, taskid }) {
    await domain.actions.delete(actor, taskid, { inProject: projectid })
    return { message: MESSAGES.taskDeleted }
  },
})
