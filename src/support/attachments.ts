import type { Bytes, Content } from '../files/content.ts'
import { harmlessFilename, requireAllowedType } from '../files/filename.ts'
import { dropContents, type Files, keepContents } from '../files/files.ts'
import { Invalid } from '../refusal.ts'
import type { Steps } from './parts.ts'
import type { AttachmentOwner } from './ticket.ts'

export type GivenAttachment = { filename: string; bytes: Bytes }
/** One whose bytes have arrived. */
export type ReceivedAttachment = { filename: string; content: Content }

const MOST = 20

/** Stores what is attached before `work`, whose transaction refers to it. */
export async function receiving<T>(
  files: Files,
  given: readonly GivenAttachment[],
  work: (received: ReceivedAttachment[]) => Promise<T>,
): Promise<T> {
  if (given.length > MOST) throw new Invalid('attachments', `at most ${MOST} files`, given.length)
  const names = given.map(({ filename }) => harmlessFilename(filename))
  for (const name of names) requireAllowedType(name, files.types)
  return files.receiving(
    given.map(({ bytes }) => bytes),
    (contents) => work(contents.map((content, index) => ({ filename: names[index]!, content }))),
  )
}

/** Step. */
export async function attach(
  s: Steps,
  owner: AttachmentOwner,
  ticketId: number,
  received: readonly ReceivedAttachment[],
): Promise<void> {
  if (received.length === 0) return
  await keepContents(
    s,
    received.map(({ content }) => content),
  )
  await s.support.attachments.insert(
    owner,
    ticketId,
    received.map(({ filename, content }) => ({ filename, contentId: content.id })),
  )
}

/** Step: takes away what hangs on one message. */
export async function detach(s: Steps, owner: AttachmentOwner): Promise<void> {
  const attachments = await s.support.attachments.of(owner)
  await s.support.attachments.deleteOf(owner)
  await dropContents(
    s,
    attachments.map(({ contentId }) => contentId),
  )
}
