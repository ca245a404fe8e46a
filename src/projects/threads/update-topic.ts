import type { Actor } from '../../access/actor.ts'
import { requireLines, requireText } from '../../base/checks.ts'
import { Invalid } from '../../base/refusal.ts'
import type { ProjectTx } from '../parts.ts'
import { LONGEST_NAME } from '../project-details.ts'
import { requireStaff } from '../references.ts'
import {
  beginThread,
  continueThread,
  deleteEntry,
  type EntryNoun,
  lockEntry,
  posterOf,
  updateEntry,
} from './entries.ts'
import type { Poster } from './thread.ts'
import { lockPlace, lockThread, refuseClosed } from './threads.ts'
import type { Topic, TopicChanges, TopicForm } from './topic.ts'

const LONGEST_DETAIL = 500_000

const TOPIC: EntryNoun<Topic, 'title' | 'detail'> = {
  kind: 'topic',
  nameOf: ({ title }) => title,
  store: ({ topics }) => topics,
}

/** A further post, or the first one of a new thread. */
export async function createTopic(tx: ProjectTx, actor: Actor, form: TopicForm): Promise<Topic> {
  return form.threadId === undefined
    ? beginTopicThread(tx, actor, form)
    : continueTopicThread(tx, actor, form.threadId, form)
}

async function beginTopicThread(tx: ProjectTx, actor: Actor, form: TopicForm): Promise<Topic> {
  const place = await lockPlace(tx, actor, form)
  if (form.title === undefined) throw new Invalid('title', `1 to ${LONGEST_NAME} characters`)
  const { title, detail = '' } = checkedTopic(form, 1)
  const poster = await posterFor(tx, actor, form)
  const id = await tx.topics.insert({ ...poster, threadId: null, title: title!, detail }, tx.at)
  await beginThread(tx, actor, place, { kind: 'topic', id, name: title!, label: '' }, form)
  return (await tx.topics.get(id))!
}

async function continueTopicThread(tx: ProjectTx, actor: Actor, threadId: number, form: TopicForm): Promise<Topic> {
  const opened = await lockThread(tx, actor, 'topic', threadId)
  const { projectId: _project, actionId: _action, saidBy: _saidBy, ...changes } = form
  refuseClosed(opened.thread, changes)
  const { title = '', detail = '' } = checkedTopic(form)
  const id = await tx.topics.insert({ ...(await posterFor(tx, actor, form)), threadId, title, detail }, tx.at)
  await continueThread(tx, actor, opened, { id, name: title }, changes)
  return (await tx.topics.get(id))!
}

async function posterFor(tx: ProjectTx, actor: Actor, { saidBy }: TopicForm): Promise<Poster> {
  if (saidBy === undefined) return posterOf(actor)
  await requireStaff(tx, 'saidBy', saidBy)
  return { ...posterOf(actor), ownerId: saidBy }
}

/** Of the post, and of its thread. */
export async function updateTopic(tx: ProjectTx, actor: Actor, id: number, changes: TopicChanges): Promise<Topic> {
  const opened = await lockEntry(tx, actor, TOPIC, id)
  refuseClosed(opened.thread, changes)
  const own = checkedTopic(changes, id === opened.entry.threadId ? 1 : 0)
  return updateEntry(tx, actor, TOPIC, opened, own, changes)
}

/** For good; with the first post the whole thread. */
export const deleteTopic = (tx: ProjectTx, actor: Actor, id: number): Promise<void> => deleteEntry(tx, actor, TOPIC, id)

/** Only the first post of a thread needs a title. */
function checkedTopic({ title, detail }: TopicChanges, least = 0): Partial<Pick<Topic, 'title' | 'detail'>> {
  return {
    ...(title !== undefined && { title: requireText('title', title, LONGEST_NAME, least) }),
    ...(detail !== undefined && { detail: requireLines('detail', detail, LONGEST_DETAIL) }),
  }
}
