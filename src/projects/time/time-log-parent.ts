import type { Actor } from '../../access/actor.ts'
import { Invalid } from '../../base/refusal.ts'
import type { InProject } from '../actions/action.ts'
import { lockAction, lockProject } from '../lock.ts'
import type { ProjectTx } from '../parts.ts'
import type { ProjectSettingValues } from '../setting.ts'
import type { ActionNode, ProjectNode } from '../store.ts'
import type { TimeLog, TimeLogParent } from './time-log.ts'

/** What a log's parent leads to, and whether time on it is billable unless said otherwise. */
export type Leads = Pick<TimeLog, 'clientId' | 'projectId' | 'actionId' | 'ticketId' | 'serviceId'> & {
  billable: boolean
  project?: ProjectNode
  action?: ActionNode
}

const NOWHERE = { clientId: null, projectId: null, actionId: null, ticketId: null, serviceId: null }

/** A parent that the actor may log time on. A project is locked by it. */
export async function lockParent(
  tx: ProjectTx,
  settings: ProjectSettingValues,
  actor: Actor,
  { parentType, parentId, inProject }: { parentType: TimeLogParent; parentId: number } & InProject,
): Promise<Leads> {
  const billable = settings['billing.default_billable_status']
  switch (parentType) {
    case 'client':
      if (!(await tx.clients.get(parentId))) throw new Invalid('clientId', 'the id of a client', parentId)
      return { ...NOWHERE, clientId: parentId, billable }
    case 'project': {
      const project = await lockProject(tx, actor, parentId)
      return { ...NOWHERE, ...leadsOf(project), billable: project.billable, project }
    }
    case 'action': {
      const { project, action } = await lockAction(tx, actor, parentId, inProject)
      const serviceId = action.serviceId ?? project.serviceId
      return {
        ...NOWHERE,
        ...leadsOf(project),
        actionId: parentId,
        serviceId,
        billable: action.billable,
        project,
        action,
      }
    }
    case 'ticket': {
      const ticket = await tx.support.tickets.get(parentId)
      if (!ticket) throw new Invalid('ticketId', 'the id of a ticket', parentId)
      return { ...NOWHERE, clientId: ticket.clientId, ticketId: parentId, billable }
    }
  }
}

const leadsOf = ({ id, clientId, serviceId }: ProjectNode) => ({ projectId: id, clientId, serviceId })
