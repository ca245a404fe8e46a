import type { Actor } from '../../access/actor.ts'
import { requireLines, requireText } from '../../base/checks.ts'
import { Invalid } from '../../base/refusal.ts'
import { changesBetween } from '../../events/event.ts'
import type { Steps } from '../parts.ts'
import { LONGEST_NAME } from '../project-details.ts'
import { requireStaff } from '../references.ts'
import type { Poster } from './thread.ts'
import {
  announceEntry,
  changeThread,
  checkedThread,
  NEW_THREAD,
  openEntry,
  openPlace,
  openThread,
  posterOf,
  refuseClosed,
  removeEntry,
} from './threads.ts'
import type { Topic, TopicChanges, TopicForm } from './topic.ts'

const LONGEST_DETAIL = 500_000

/** Step: a further post, or the first one of a new thread. */
export async function createTopic(s: Steps, actor: Actor, form: TopicForm): Promise<Topic> {
  return form.threadId === undefined
    ? beginTopicThread(s, actor, form)
    : continueTopicThread(s, actor, form.threadId, form)
}

async function beginTopicThread(s: Steps, actor: Actor, form: TopicForm): Promise<Topic> {
  const { project, actionId } = await openPlace(s, actor, form)
  if (form.title === undefined) throw new Invalid('title', `1 to ${LONGEST_NAME} characters`)
  const { title, detail = '' } = checkedTopic(form, 1)
  const poster = await posterFor(s, actor, form)
  const id = await s.topics.insert({ ...poster, threadId: null, title: title!, detail }, s.at)
  const thread = { kind: 'topic' as const, threadId: id, projectId: project.id, actionId, label: '', activityAt: s.at }
  await s.threads.insert({ ...thread, ...NEW_THREAD, ...checkedThread(form) })
  await announceEntry(s, actor, { thread, project }, { id, name: title! }, 'added')
  return (await s.topics.get(id))!
}

async function continueTopicThread(s: Steps, actor: Actor, threadId: number, form: TopicForm): Promise<Topic> {
  const opened = await openThread(s, actor, 'topic', threadId)
  const { projectId: _project, actionId: _action, saidBy: _saidBy, ...changes } = form
  refuseClosed(opened.thread, changes)
  const { title = '', detail = '' } = checkedTopic(form)
  const id = await s.topics.insert({ ...(await posterFor(s, actor, form)), threadId, title, detail }, s.at)
  await s.threads.added('topic', threadId, id, s.at)
  const differences = await changeThread(s, actor, opened, changes)
  await announceEntry(s, actor, opened, { id, name: title }, 'added', differences)
  return (await s.topics.get(id))!
}

async function posterFor(s: Steps, actor: Actor, { saidBy }: TopicForm): Promise<Poster> {
  if (saidBy === undefined) return posterOf(actor)
  await requireStaff(s, 'saidBy', saidBy)
  return { ...posterOf(actor), ownerId: saidBy }
}

/** Step: of the post, and of its thread. Without a difference nothing is written and nothing recorded. */
export async function changeTopic(s: Steps, actor: Actor, id: number, changes: TopicChanges): Promise<Topic> {
  const { entry, ...opened } = await openEntry(s, actor, 'topic', id, s.topics.get)
  refuseClosed(opened.thread, changes)
  const after = checkedTopic(changes, id === entry.threadId ? 1 : 0)
  const own = changesBetween<Partial<Topic>>(entry, after)
  const differences = { ...own, ...(await changeThread(s, actor, opened, changes)) }
  if (Object.keys(differences).length === 0) return entry
  await s.topics.update(id, after, s.at)
  await announceEntry(s, actor, opened, { id, name: after.title ?? entry.title }, 'updated', differences)
  return (await s.topics.get(id))!
}

/** Step: for good; with the first post the whole thread. */
export async function deleteTopic(s: Steps, actor: Actor, id: number): Promise<void> {
  const { entry, ...opened } = await openEntry(s, actor, 'topic', id, s.topics.get)
  refuseClosed(opened.thread)
  await removeEntry(s, opened.thread, s.topics, id)
  await announceEntry(s, actor, opened, { id, name: entry.title }, 'deleted')
}

/** Only the first post of a thread needs a title. */
function checkedTopic({ title, detail }: TopicChanges, least = 0): Partial<Pick<Topic, 'title' | 'detail'>> {
  return {
    ...(title !== undefined && { title: requireText('title', title, LONGEST_NAME, least) }),
    ...(detail !== undefined && { detail: requireLines('detail', detail, LONGEST_DETAIL) }),
  }
}
