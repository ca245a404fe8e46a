import { action } from '../../action.ts'
import { requiredId } from '../support/ticket-parameters.ts'
import { messageFields, projectFields, projectRefusals, taskFields } from './project-fields.ts'

/** Section 6.7 of the reference. */
export const getProject = action({
  name: 'GetProject',
  reads: true,
  permission: 'projects.read',
  about: 'A project with its tasks, their time, and its messages',
  parameters: { projectid: requiredId('The project', 'Project ID Not Set') },
  refusals: projectRefusals(),
  async answer(call, { projectid }) {
    const { project, actions, timeLogs, ticketIds, topics } = await call.domain.projects.getWithDetails(
      call.actor,
      projectid,
    )
    const logsOf = Map.groupBy(timeLogs, ({ actionId }) => actionId)
    const tasks = actions.map((each, index) => taskFields(call, each, index + 1, logsOf.get(each.id) ?? []))
    return {
      projectinfo: {
        id: call.quoted(project.id),
        userid: call.quoted(project.clientId ?? 0),
        title: project.name,
        attachments: '',
        ...projectFields(call, project, ticketIds, call.quoted),
      },
      tasks: tasks.length === 0 ? '' : { task: tasks },
      messages: topics.length === 0 ? '' : { message: topics.map((topic) => messageFields(call, topic)) },
    }
  },
})
