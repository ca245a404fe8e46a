import type { Actor } from '../access/actor.ts'
import { Invalid, NotFound } from '../base/refusal.ts'
import { record } from '../events/event.ts'
import type { Bytes, Content } from '../files/content.ts'
import { harmlessFilename, requireAllowedType } from '../files/filename.ts'
import { dropContents, type Files, keepContents } from '../files/files.ts'
import type { SupportTx } from './parts.ts'
import type { Attachment, AttachmentOwner } from './ticket.ts'

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

/** One more file on a message that is there. */
export async function attachTo(
  tx: SupportTx,
  actor: Actor,
  ticketId: number,
  owner: AttachmentOwner,
  received: ReceivedAttachment,
): Promise<Attachment> {
  const ticket = await tx.support.tickets.lock(ticketId)
  if (!ticket) throw new NotFound('Ticket', ticketId)
  await requireMessageOf(tx, ticketId, owner)
  const before = await tx.support.attachments.of(owner)
  if (before.length >= MOST) throw new Invalid('attachments', `at most ${MOST} files`, before.length + 1)
  await attach(tx, owner, ticketId, [received], before.length)
  await record(tx, actor, {
    kind: 'ticket.attachment_created',
    subjectId: ticketId,
    clientId: ticket.clientId,
    description: `Ticket ${ticket.mask}: file ${received.filename} attached`,
  })
  return (await tx.support.attachments.of(owner)).at(-1)!
}

async function requireMessageOf(tx: SupportTx, ticketId: number, { type, id }: AttachmentOwner): Promise<void> {
  if (type === 'ticket') return
  const message = type === 'reply' ? await tx.support.replies.get(id) : await tx.support.notes.get(id)
  if (message?.ticketId !== ticketId) throw new NotFound(type === 'reply' ? 'Reply' : 'Note', id)
}

export async function attach(
  tx: SupportTx,
  owner: AttachmentOwner,
  ticketId: number,
  received: readonly ReceivedAttachment[],
  from = 0,
): Promise<void> {
  if (received.length === 0) return
  await keepContents(
    tx,
    received.map(({ content }) => content),
  )
  await tx.support.attachments.insert(
    owner,
    ticketId,
    received.map(({ filename, content }, index) => ({ filename, contentId: content.id, index: from + index })),
  )
}

/** Takes away what hangs on one message. */
export async function detach(tx: SupportTx, owner: AttachmentOwner): Promise<void> {
  const attachments = await tx.support.attachments.of(owner)
  await tx.support.attachments.deleteOf(owner)
  await dropContents(
    tx,
    attachments.map(({ contentId }) => contentId),
  )
}
