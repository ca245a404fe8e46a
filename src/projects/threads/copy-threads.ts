import type { Actor } from '../../access/actor.ts'
import { dropContents } from '../../files/files.ts'
import type { ProjectTx } from '../parts.ts'
import { posterOf } from './entries.ts'
import type { ThreadKind } from './thread.ts'
import type { AttachedTo, ThreadNode } from './thread-store.ts'

const ALL = { offset: 0, limit: Number.MAX_SAFE_INTEGER }

/** Discussions, files and ticket links of a project, or of actions that go. Never the tickets. */
export async function deleteAttachments(tx: ProjectTx, place: AttachedTo): Promise<void> {
  const threads = await tx.threads.of(place)
  const idsOf = (kind: ThreadKind) => threads.filter((thread) => thread.kind === kind).map(({ threadId }) => threadId)
  await tx.topics.deleteThreads(idsOf('topic'))
  await dropContents(tx, await tx.projectFiles.deleteThreads(idsOf('file')))
  await tx.threads.delete('topic', idsOf('topic'))
  await tx.threads.delete('file', idsOf('file'))
  await tx.ticketLinks.deleteOf(place)
}

export type CopiedAttachments = {
  topics?: boolean | undefined
  files?: boolean | undefined
  ticketLinks?: boolean | undefined
}

/** The project that is copied, and its copy; actions by those that they are copies of. */
export type Copying = { from: number; to: number; actionIds: ReadonlyMap<number, number> }

/** What belongs to an action that stays behind stays behind. Copies of a file share their bytes. */
export async function copyAttachments(
  tx: ProjectTx,
  actor: Actor,
  copying: Copying,
  { topics = false, files = false, ticketLinks = false }: CopiedAttachments,
): Promise<void> {
  for (const thread of await tx.threads.of({ projectId: copying.from })) {
    const actionId = copyOf(thread.actionId, copying)
    if (actionId === undefined || !(thread.kind === 'topic' ? topics : files)) continue
    const copy = thread.kind === 'topic' ? copyTopics : copyFiles
    await copy(tx, actor, { ...thread, projectId: copying.to, actionId }, thread.threadId)
  }
  if (ticketLinks) await copyLinks(tx, actor, copying)
}

/** Undefined when the action stays behind. */
const copyOf = (actionId: number | null, { actionIds }: Copying): number | null | undefined =>
  actionId === null ? null : actionIds.get(actionId)

async function copyTopics(tx: ProjectTx, actor: Actor, thread: ThreadNode, from: number): Promise<void> {
  const { rows: topics } = await tx.topics.list('everything', { threadId: [from] }, ALL)
  let threadId: number | null = null
  for (const { title, detail } of topics) {
    const id = await tx.topics.insert({ ...posterOf(actor), threadId, title, detail }, tx.at)
    threadId = await place(tx, thread, threadId, id)
  }
}

async function copyFiles(tx: ProjectTx, actor: Actor, thread: ThreadNode, from: number): Promise<void> {
  const { rows: files } = await tx.projectFiles.list('everything', { threadId: [from] }, ALL)
  let threadId: number | null = null
  for (const { versionLabel, filename, mediaType, detail, contentId } of files) {
    const file = { ...posterOf(actor), versionLabel, filename, mediaType, detail, contentId }
    threadId = await place(tx, thread, threadId, await tx.projectFiles.insert({ ...file, threadId }, tx.at))
  }
}

/** Answers the copy's thread, which its first entry begins. */
async function place(tx: ProjectTx, thread: ThreadNode, threadId: number | null, id: number): Promise<number> {
  if (threadId === null) await tx.threads.insert({ ...thread, threadId: id, activityAt: tx.at })
  else await tx.threads.added(thread.kind, threadId, id, tx.at)
  return threadId ?? id
}

async function copyLinks(tx: ProjectTx, actor: Actor, copying: Copying): Promise<void> {
  const { rows: links } = await tx.ticketLinks.list('everything', { projectId: [copying.from] }, ALL)
  for (const { ticketId, ...link } of links) {
    const actionId = copyOf(link.actionId, copying)
    if (actionId === undefined) continue
    const { ownerId } = posterOf(actor)
    await tx.ticketLinks.insert({ ticketId, projectId: copying.to, actionId, ownerId }, tx.at)
  }
}
