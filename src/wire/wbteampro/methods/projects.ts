import { valuesOf } from '../call.ts'
import { actionNoun } from '../entities/action.ts'
import { fileNoun } from '../entities/file.ts'
import { projectNoun } from '../entities/project.ts'
import { timelogNoun } from '../entities/timelog.ts'
import { topicNoun } from '../entities/topic.ts'
import { whmcsticketNoun } from '../entities/whmcsticket.ts'
import type { RemoteMethod } from '../method.ts'
import { chained, create, describedAll, find, getOne, remove, update } from '../noun.ts'
import { flag, reference } from '../parameters.ts'

const copying = { template_id: reference('Project to copy, its actions with their dates moved (extension)') }
export const forcing = { force: flag('Also with time that is on an invoice') }

export const PROJECT_METHODS: readonly RemoteMethod[] = [
  find(projectNoun, {
    name: 'findProjects',
    about: 'Return a Project List',
    // One of two public programs that read the product's tables asks for these only.
    defaults: { project_function: 'default' },
  }),
  create(projectNoun, {
    name: 'createProject',
    about: 'Create a Project',
    more: describedAll(copying),
    references: { project: 'template_id' },
    async write(call, { name = '', ...changes }) {
      const { actor, domain } = call
      const { template_id } = valuesOf(call, copying)
      if (template_id === null) return domain.projects.create(actor, { name, ...changes })
      return domain.projects.copy(actor, template_id, { ...changes, name, include: { actions: true } })
    },
  }),
  getOne(projectNoun, { name: 'getProject', about: 'Return a Project' }),
  chained(projectNoun, actionNoun, { name: 'getProjectActions', about: 'Return a Project Action List' }),
  chained(projectNoun, topicNoun, { name: 'getProjectTopics', about: 'Return a Project Topic List' }),
  chained(projectNoun, fileNoun, { name: 'getProjectFiles', about: 'Return a Project File List' }),
  chained(projectNoun, whmcsticketNoun, { name: 'getProjectTickets', about: 'Return a Project Ticket List' }),
  chained(projectNoun, timelogNoun, { name: 'getProjectTimelogs', about: 'Return a Project Timelog List' }),
  update(projectNoun, {
    name: 'updateProject',
    about: 'Update a Project',
    write: ({ domain, actor, id }, changes) => domain.projects.update(actor, id, changes),
  }),
  remove(projectNoun, {
    name: 'deleteProject',
    about: 'Delete a Project',
    more: describedAll(forcing),
    remove: (call) => call.domain.projects.delete(call.actor, call.id, valuesOf(call, forcing)),
  }),
]
