import type { Actor } from '../access/actor.ts'
import { record } from '../events/event.ts'
import { type EventKind, type KindOf, nounOf, verbOf } from '../events/kinds.ts'
import type { Changes } from '../events/store.ts'
import type { Action } from './actions/action.ts'
import type { ProjectTx } from './parts.ts'
import type { Project } from './project.ts'

/** What people may want to be told of when it changes: an event of its own stands for it. */
const KEY_FIELDS = {
  'project.updated': {
    kind: 'project.key_fields_updated',
    fields: ['status', 'clientAccess', 'managerId', 'assignedId', 'clientId', 'contactId'],
  },
  'action.updated': {
    kind: 'action.key_fields_updated',
    fields: ['status', 'clientAccess', 'parentId', 'managerId', 'assignedId', 'contactId'],
  },
} as const satisfies Partial<Record<EventKind, { kind: EventKind; fields: readonly string[] }>>

type About<Noun extends 'project' | 'action'> = {
  kind: KindOf<Noun>
  /** Instead of the kind's own verb. */
  words?: string
  changes?: Changes
}

export async function announceProject(
  tx: ProjectTx,
  actor: Actor,
  project: Project,
  about: About<'project'>,
): Promise<void> {
  await announce(tx, actor, project, project.clientId, about)
}

export async function announceAction(
  tx: ProjectTx,
  actor: Actor,
  action: Action,
  project: Pick<Project, 'clientId'>,
  about: About<'action'>,
): Promise<void> {
  await announce(tx, actor, action, project.clientId, about)
}

async function announce(
  tx: ProjectTx,
  actor: Actor,
  { id, name }: { id: number; name: string },
  clientId: number | null,
  { kind, words = verbOf(kind), changes = {} }: About<'project' | 'action'>,
): Promise<void> {
  const fields = Object.keys(changes)
  const noun = nounOf(kind) === 'project' ? 'Project' : 'Action'
  const updated = kind === 'project.updated' || kind === 'action.updated'
  const shown = updated ? ` (${fields.join(', ')})` : ''
  const event = { subjectId: id, clientId }
  await record(tx, actor, { ...event, kind, description: `${noun} ${id} ${words}: ${name}${shown}`, changes })
  if (!updated) return
  const key: readonly string[] = KEY_FIELDS[kind].fields
  const watched = fields.filter((field) => key.includes(field))
  if (watched.length === 0) return
  await record(tx, actor, {
    ...event,
    kind: KEY_FIELDS[kind].kind,
    description: `${noun} ${id} has another ${watched.join(', ')}: ${name}`,
    changes: Object.fromEntries(watched.map((field) => [field, changes[field]!])),
  })
}
