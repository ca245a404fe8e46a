import type { Actor } from '../../access/actor.ts'
import { dropContents } from '../../files/files.ts'
import type { Steps } from '../parts.ts'
import type { ThreadKind } from './thread.ts'
import type { AttachedTo, ThreadNode } from './thread-store.ts'
import { posterOf } from './threads.ts'

const ALL = { offset: 0, limit: Number.MAX_SAFE_INTEGER }

/** Step: discussions, files and ticket links of a project, or of actions that go. Never the tickets. */
export async function removeAttachments(s: Steps, place: AttachedTo): Promise<void> {
  const threads = await s.threads.of(place)
  const idsOf = (kind: ThreadKind) => threads.filter((thread) => thread.kind === kind).map(({ threadId }) => threadId)
  await s.topics.deleteThreads(idsOf('topic'))
  await dropContents(s, await s.projectFiles.deleteThreads(idsOf('file')))
  await s.threads.delete('topic', idsOf('topic'))
  await s.threads.delete('file', idsOf('file'))
  await s.ticketLinks.deleteOf(place)
}

export type CopiedAttachments = {
  topics?: boolean | undefined
  files?: boolean | undefined
  ticketLinks?: boolean | undefined
}

/** The project that is copied, and its copy; actions by those that they are copies of. */
export type Copying = { from: number; to: number; actionIds: ReadonlyMap<number, number> }

/** Step: what belongs to an action that stays behind stays behind. Copies of a file share their bytes. */
export async function copyAttachments(
  s: Steps,
  actor: Actor,
  copying: Copying,
  { topics = false, files = false, ticketLinks = false }: CopiedAttachments,
): Promise<void> {
  for (const thread of await s.threads.of({ projectId: copying.from })) {
    const actionId = copyOf(thread.actionId, copying)
    if (actionId === undefined || !(thread.kind === 'topic' ? topics : files)) continue
    const copy = thread.kind === 'topic' ? copyTopics : copyFiles
    await copy(s, actor, { ...thread, projectId: copying.to, actionId }, thread.threadId)
  }
  if (ticketLinks) await copyLinks(s, actor, copying)
}

/** Undefined when the action stays behind. */
const copyOf = (actionId: number | null, { actionIds }: Copying): number | null | undefined =>
  actionId === null ? null : actionIds.get(actionId)

async function copyTopics(s: Steps, actor: Actor, thread: ThreadNode, from: number): Promise<void> {
  const { topics } = await s.topics.list('everything', { threadId: [from] }, ALL)
  let threadId: number | null = null
  for (const { title, detail } of topics) {
    const id = await s.topics.insert({ ...posterOf(actor), threadId, title, detail }, s.at)
    threadId = await place(s, thread, threadId, id)
  }
}

async function copyFiles(s: Steps, actor: Actor, thread: ThreadNode, from: number): Promise<void> {
  const { files } = await s.projectFiles.list('everything', { threadId: [from] }, ALL)
  let threadId: number | null = null
  for (const { versionLabel, filename, mediaType, detail, contentId } of files) {
    const file = { ...posterOf(actor), versionLabel, filename, mediaType, detail, contentId }
    threadId = await place(s, thread, threadId, await s.projectFiles.insert({ ...file, threadId }, s.at))
  }
}

/** Answers the copy's thread, which its first entry begins. */
async function place(s: Steps, thread: ThreadNode, threadId: number | null, id: number): Promise<number> {
  if (threadId === null) await s.threads.insert({ ...thread, threadId: id, activityAt: s.at })
  else await s.threads.added(thread.kind, threadId, id, s.at)
  return threadId ?? id
}

async function copyLinks(s: Steps, actor: Actor, copying: Copying): Promise<void> {
  const { links } = await s.ticketLinks.list('everything', { projectId: [copying.from] }, ALL)
  for (const { ticketId, ...link } of links) {
    const actionId = copyOf(link.actionId, copying)
    if (actionId === undefined) continue
    const { ownerId } = posterOf(actor)
    await s.ticketLinks.insert({ ticketId, projectId: copying.to, actionId, ownerId }, s.at)
  }
}
