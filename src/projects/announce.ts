import type { Actor } from '../access/actor.ts'
import { record } from '../events/event.ts'
import type { Changes } from '../events/store.ts'
import type { Action } from './actions/action.ts'
import type { ProjectTx } from './parts.ts'
import type { Project } from './project.ts'

/** What people may want to be told of when it changes: an event of its own stands for it. */
const ON_CHANGE = {
  project: ['status', 'clientAccess', 'managerId', 'assignedId', 'clientId', 'contactId'],
  action: ['status', 'clientAccess', 'parentId', 'managerId', 'assignedId', 'contactId'],
}

type About = { verb: string; words?: string; changes?: Changes }

export async function announceProject(tx: ProjectTx, actor: Actor, project: Project, about: About): Promise<void> {
  await announce(tx, actor, 'project', project, project.clientId, about)
}

export async function announceAction(
  tx: ProjectTx,
  actor: Actor,
  action: Action,
  project: Pick<Project, 'clientId'>,
  about: About,
): Promise<void> {
  await announce(tx, actor, 'action', action, project.clientId, about)
}

async function announce(
  tx: ProjectTx,
  actor: Actor,
  subject: 'project' | 'action',
  { id, name }: { id: number; name: string },
  clientId: number | null,
  { verb, words = verb, changes = {} }: About,
): Promise<void> {
  const fields = Object.keys(changes)
  const noun = subject === 'project' ? 'Project' : 'Action'
  const shown = verb === 'updated' ? ` (${fields.join(', ')})` : ''
  const event = { subject, subjectId: id, clientId }
  await record(tx, actor, {
    ...event,
    kind: `${subject}.${verb}`,
    description: `${noun} ${id} ${words}: ${name}${shown}`,
    changes,
  })
  const watched = fields.filter((field) => ON_CHANGE[subject].includes(field))
  if (verb !== 'updated' || watched.length === 0) return
  await record(tx, actor, {
    ...event,
    kind: `${subject}.onchange`,
    description: `${noun} ${id} has another ${watched.join(', ')}: ${name}`,
    changes: Object.fromEntries(watched.map((field) => [field, changes[field]!])),
  })
}
