import type { Permission } from '../../access/permissions.ts'
import { uuid } from '../../base/ids.ts'
import { NotFound } from '../../base/refusal.ts'
import type { Lane } from '../../jobs/lanes/lane.ts'
import type { Queue } from '../../jobs/queue.ts'
import type { NoticeTx } from '../parts.ts'
import { oneLine } from '../templates/render.ts'
import type { MailContent, NewMail } from './mail.ts'
import { type MailSettings, NO_MAIL_SETTINGS } from './mail-settings.ts'

export const MAIL_LANE = 'mail'
export const MAIL_LANE_KIND = 'mail'
export const MAIL_JOB = 'mail.send'

export type MailToSend = MailContent & {
  readonly staffId: number
  readonly address: string
  readonly kind: string
  readonly causeKey: string | null
  readonly needs: readonly Permission[]
}

/** Of a server that fails, others are not asked while it is down: a probe a minute finds out when it is back. */
const LANE = { name: MAIL_LANE, kind: MAIL_LANE_KIND, concurrency: 2, breakAfter: 5, breakForMs: 60_000 } as const

export const paceOf = ({ perMinute }: MailSettings): number => perMinute / 60

async function mailLane(tx: NoticeTx, queue: Queue): Promise<Lane> {
  const known = await tx.jobs.lanes.byName(MAIL_LANE)
  if (known) return known
  const settings = (await tx.notices.settings.get()) ?? NO_MAIL_SETTINGS
  return queue.lanes.ensure(tx, { ...LANE, startsPerSecond: paceOf(settings) })
}

/** Puts a mail into the outbox in the transaction of its cause. */
export async function enqueueMail(tx: NoticeTx, queue: Queue, mail: MailToSend): Promise<number> {
  const { fromAddress } = (await tx.notices.settings.get()) ?? NO_MAIL_SETTINGS
  const id = await tx.notices.mails.insert(toRow(mail, fromAddress, { state: 'queued', attempts: 0 }), tx.at)
  await enqueueSending(tx, queue, id)
  return id
}

export async function enqueueSending(tx: NoticeTx, queue: Queue, mailId: number): Promise<void> {
  const { id: laneId } = await mailLane(tx, queue)
  await queue.enqueue(tx, { laneId, kind: MAIL_JOB, payload: { mailId }, reference: `mail:${mailId}` })
}

export const toRow = (
  { staffId, address, kind, causeKey, needs, subject, plain, html }: MailToSend,
  fromAddress: string,
  now: Pick<NewMail, 'state' | 'attempts'> & Partial<Pick<NewMail, 'answer' | 'endedAt'>>,
): NewMail => ({
  ...{ staffId, address, kind, causeKey, needs, plain, html },
  subject: oneLine(subject),
  messageId: `<${uuid()}@${fromAddress.slice(fromAddress.indexOf('@') + 1) || 'provisor.invalid'}>`,
  answer: null,
  endedAt: null,
  ...now,
})

export const noMail = (id: number) => new NotFound('mail', id)
