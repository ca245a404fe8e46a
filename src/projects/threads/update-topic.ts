import type { Actor } from '../../access/actor.ts'
import { requireLines, requireText } from '../../base/checks.ts'
import { Invalid } from '../../base/refusal.ts'
import { changesBetween } from '../../events/event.ts'
import type { ProjectTx } from '../parts.ts'
import { LONGEST_NAME } from '../project-details.ts'
import { requireStaff } from '../references.ts'
import type { Poster } from './thread.ts'
import {
  announceEntry,
  checkedThread,
  deleteEntry,
  lockEntry,
  lockPlace,
  lockThread,
  NEW_THREAD,
  posterOf,
  refuseClosed,
  updateThread,
} from './threads.ts'
import type { Topic, TopicChanges, TopicForm } from './topic.ts'

const LONGEST_DETAIL = 500_000

/** A further post, or the first one of a new thread. */
export async function createTopic(tx: ProjectTx, actor: Actor, form: TopicForm): Promise<Topic> {
  return form.threadId === undefined
    ? beginTopicThread(tx, actor, form)
    : continueTopicThread(tx, actor, form.threadId, form)
}

async function beginTopicThread(tx: ProjectTx, actor: Actor, form: TopicForm): Promise<Topic> {
  const { project, actionId } = await lockPlace(tx, actor, form)
  if (form.title === undefined) throw new Invalid('title', `1 to ${LONGEST_NAME} characters`)
  const { title, detail = '' } = checkedTopic(form, 1)
  const poster = await posterFor(tx, actor, form)
  const id = await tx.topics.insert({ ...poster, threadId: null, title: title!, detail }, tx.at)
  const thread = { kind: 'topic' as const, threadId: id, projectId: project.id, actionId, label: '', activityAt: tx.at }
  await tx.threads.insert({ ...thread, ...NEW_THREAD, ...checkedThread(form) })
  await announceEntry(tx, actor, { thread, project }, { id, name: title! }, 'added')
  return (await tx.topics.get(id))!
}

async function continueTopicThread(tx: ProjectTx, actor: Actor, threadId: number, form: TopicForm): Promise<Topic> {
  const opened = await lockThread(tx, actor, 'topic', threadId)
  const { projectId: _project, actionId: _action, saidBy: _saidBy, ...changes } = form
  refuseClosed(opened.thread, changes)
  const { title = '', detail = '' } = checkedTopic(form)
  const id = await tx.topics.insert({ ...(await posterFor(tx, actor, form)), threadId, title, detail }, tx.at)
  await tx.threads.added('topic', threadId, id, tx.at)
  const differences = await updateThread(tx, actor, opened, changes)
  await announceEntry(tx, actor, opened, { id, name: title }, 'added', differences)
  return (await tx.topics.get(id))!
}

async function posterFor(tx: ProjectTx, actor: Actor, { saidBy }: TopicForm): Promise<Poster> {
  if (saidBy === undefined) return posterOf(actor)
  await requireStaff(tx, 'saidBy', saidBy)
  return { ...posterOf(actor), ownerId: saidBy }
}

/** Of the post, and of its thread. Without a difference nothing is written and nothing recorded. */
export async function updateTopic(tx: ProjectTx, actor: Actor, id: number, changes: TopicChanges): Promise<Topic> {
  const { entry, ...opened } = await lockEntry(tx, actor, 'topic', id, tx.topics.get)
  refuseClosed(opened.thread, changes)
  const after = checkedTopic(changes, id === entry.threadId ? 1 : 0)
  const own = changesBetween<Partial<Topic>>(entry, after)
  const differences = { ...own, ...(await updateThread(tx, actor, opened, changes)) }
  if (Object.keys(differences).length === 0) return entry
  await tx.topics.update(id, after, tx.at)
  await announceEntry(tx, actor, opened, { id, name: after.title ?? entry.title }, 'updated', differences)
  return (await tx.topics.get(id))!
}

/** For good; with the first post the whole thread. */
export async function deleteTopic(tx: ProjectTx, actor: Actor, id: number): Promise<void> {
  const { entry, ...opened } = await lockEntry(tx, actor, 'topic', id, tx.topics.get)
  refuseClosed(opened.thread)
  await deleteEntry(tx, opened.thread, tx.topics, id)
  await announceEntry(tx, actor, opened, { id, name: entry.title }, 'deleted')
}

/** Only the first post of a thread needs a title. */
function checkedTopic({ title, detail }: TopicChanges, least = 0): Partial<Pick<Topic, 'title' | 'detail'>> {
  return {
    ...(title !== undefined && { title: requireText('title', title, LONGEST_NAME, least) }),
    ...(detail !== undefined && { detail: requireLines('detail', detail, LONGEST_DETAIL) }),
  }
}
