import type { Actor } from '../../access/actor.ts'
import { NotFound } from '../../base/refusal.ts'
import { changesBetween, record } from '../../events/event.ts'
import type { EventKind } from '../../events/kinds.ts'
import type { Changes } from '../../events/store.ts'
import { dropContents } from '../../files/files.ts'
import type { ProjectTx } from '../parts.ts'
import type { Project } from '../project.ts'
import type { Poster, ThreadChanges, ThreadKind } from './thread.ts'
import type { EntryStore, ThreadNode } from './thread-store.ts'
import {
  checkedThread,
  type LockedPlace,
  type LockedThread,
  lockThread,
  NEW_THREAD,
  refuseClosed,
  updateThread,
} from './threads.ts'

/** A post of a discussion, or a version of a file: what an entry of each kind does alike. */
export type EntryNoun<Entry, Own extends keyof Entry> = {
  kind: ThreadKind
  nameOf(entry: Entry): string
  store(tx: ProjectTx): EntryStore<Entry, Own>
}

type AnyEntry = { id: number; threadId: number }

/** As the activity log calls it. */
type Named = { id: number; name: string }

export const posterOf = (actor: Actor): Poster => ({
  ownerId: actor.kind === 'staff' ? actor.id : null,
  ownerClientId: null,
  ownerContactId: null,
})

/** The thread of an entry that is the first of its own. */
export async function beginThread(
  tx: ProjectTx,
  actor: Actor,
  { project, actionId }: LockedPlace,
  { kind, label, ...entry }: Named & Pick<ThreadNode, 'kind' | 'label'>,
  form: ThreadChanges,
): Promise<void> {
  const thread = { kind, threadId: entry.id, projectId: project.id, actionId, label, activityAt: tx.at }
  await tx.threads.insert({ ...thread, ...NEW_THREAD, ...checkedThread(form) })
  await announceEntry(tx, actor, { thread, project }, entry, 'added')
}

/** A further entry, which may change the whole thread. */
export async function continueThread(
  tx: ProjectTx,
  actor: Actor,
  opened: LockedThread,
  entry: Named,
  changes: Parameters<typeof updateThread>[3],
): Promise<void> {
  await tx.threads.added(opened.thread.kind, opened.thread.threadId, entry.id, tx.at)
  const differences = await updateThread(tx, actor, opened, changes)
  await announceEntry(tx, actor, opened, entry, 'added', differences)
}

/** An entry that the actor may change, and its thread. */
export async function lockEntry<Entry extends AnyEntry, Own extends keyof Entry>(
  tx: ProjectTx,
  actor: Actor,
  { kind, store }: EntryNoun<Entry, Own>,
  id: number,
): Promise<LockedThread & { entry: Entry }> {
  const entries = store(tx)
  const found = await entries.get(id)
  if (!found) throw new NotFound(kind, id)
  const opened = await lockThread(tx, actor, kind, found.threadId)
  const entry = await entries.get(id)
  if (!entry) throw new NotFound(kind, id)
  return { ...opened, entry }
}

/** `own` is of the entry, `changes` of its thread. Without a difference nothing is written and nothing recorded. */
export async function updateEntry<Entry extends AnyEntry, Own extends keyof Entry>(
  tx: ProjectTx,
  actor: Actor,
  { nameOf, store }: EntryNoun<Entry, Own>,
  { entry, ...opened }: LockedThread & { entry: Entry },
  own: Partial<Pick<Entry, Own>>,
  changes: Parameters<typeof updateThread>[3],
): Promise<Entry> {
  const { id } = entry
  const differences = {
    ...changesBetween<object>(entry, own),
    ...(await updateThread(tx, actor, opened, changes)),
  }
  if (Object.keys(differences).length === 0) return entry
  await store(tx).update(id, own, tx.at)
  await announceEntry(tx, actor, opened, { id, name: nameOf({ ...entry, ...own }) }, 'updated', differences)
  return (await store(tx).get(id))!
}

/** For good; with the first entry the whole thread. */
export async function deleteEntry<Entry extends AnyEntry, Own extends keyof Entry>(
  tx: ProjectTx,
  actor: Actor,
  noun: EntryNoun<Entry, Own>,
  id: number,
): Promise<void> {
  const { entry, ...opened } = await lockEntry(tx, actor, noun, id)
  refuseClosed(opened.thread)
  await dropContents(tx, await deleteFrom(tx, opened.thread, noun.store(tx), id))
  await announceEntry(tx, actor, opened, { id, name: noun.nameOf(entry) }, 'deleted')
}

/** Answers contents that nothing refers to any more. */
async function deleteFrom<Entry, Own extends keyof Entry>(
  tx: ProjectTx,
  { kind, threadId }: ThreadNode,
  entries: EntryStore<Entry, Own>,
  id: number,
): Promise<number[]> {
  if (id === threadId) {
    const contents = await entries.deleteThreads([id])
    await tx.threads.delete(kind, [id])
    return contents
  }
  const contents = await entries.delete(id)
  const latest = await entries.latest(threadId)
  const thread = (await tx.threads.get(kind, threadId))!
  await tx.threads.update(kind, threadId, { entries: thread.entries - 1, latestId: latest.id, activityAt: latest.at })
  return contents
}

/** By what the activity log says of it. */
const ENTRY_KINDS = {
  added: { topic: 'topic.created', file: 'project_file.created' },
  updated: { topic: 'topic.updated', file: 'project_file.updated' },
  deleted: { topic: 'topic.deleted', file: 'project_file.deleted' },
} as const satisfies Record<string, Record<ThreadKind, EventKind>>

/** The event, and the mark of activity on what the thread belongs to. */
async function announceEntry(
  tx: ProjectTx,
  actor: Actor,
  { thread: { kind, actionId }, project }: { thread: Pick<ThreadNode, 'kind' | 'actionId'>; project: Project },
  { id, name }: Named,
  event: keyof typeof ENTRY_KINDS,
  changes: Changes = {},
): Promise<void> {
  const fields = event === 'updated' ? ` (${Object.keys(changes).join(', ')})` : ''
  await record(tx, actor, {
    kind: ENTRY_KINDS[event][kind],
    subjectId: id,
    clientId: project.clientId,
    description: `${kind === 'topic' ? 'Topic' : 'File'} ${id} of project ${project.id} ${event}: ${name}${fields}`,
    changes,
  })
  await tx.projects.rollUp(project.id, {}, tx.at)
  if (actionId !== null) await tx.actions.rollUp(actionId, {}, tx.at)
}
