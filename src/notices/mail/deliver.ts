import { SYSTEM } from '../../access/actor.ts'
import type { SecretBox } from '../../base/secrets/secrets.ts'
import { record } from '../../events/event.ts'
import type { Job } from '../../jobs/job.ts'
import { done, giveUp, type JobOutcome, retryAfter } from '../../jobs/outcome.ts'
import type { JobHandler } from '../../jobs/worker.ts'
import { actorOfMember } from '../members.ts'
import type { NoticeParts } from '../parts.ts'
import { mailAttempts } from './attempt-counts.ts'
import type { Mail } from './mail.ts'
import { isSetUp, type MailSettings } from './mail-settings.ts'
import type { Delivery, SmtpServer } from './smtp.ts'

const MINUTE_MS = 60_000

/** After each try the next one waits longer: the last comes some fifteen hours after the first. */
export const MAIL_WAITS_MS = [0.5, 2, 10, 30, 60, 120, 240, 480].map((minutes) => minutes * MINUTE_MS)

type Parts = Pick<NoticeParts, 'read' | 'transaction' | 'queue' | 'secrets' | 'send' | 'clock'>

/** One try to send one mail. What became of it is written with the end of the turn, or not at all. */
export function makeDeliver({ read, transaction, queue, secrets, send, clock }: Parts): JobHandler {
  async function attempt(mail: Mail, signal: AbortSignal): Promise<Delivery> {
    const settings = await read.notices.settings.get()
    if (!settings || !isSetUp(settings)) return { is: 'later', answer: 'No mail server is set up', server: 'ill' }
    // It may have waited for hours: whoever may not see it any more is not told.
    const reader = await actorOfMember(read, mail.staffId, clock.now())
    if (!reader || mail.needs.some((permission) => !reader.permissions.has(permission)))
      return { is: 'refused', answer: 'Not sent: its reader may not see this any more' }
    return send(serverOf(settings, secrets), mail, signal)
  }

  return async (job, signal) => {
    const mail = await read.notices.mails.get((job.payload as { mailId: number }).mailId)
    if (mail?.state !== 'queued') return done({ health: 'unsaid' })
    const delivery = await attempt(mail, signal)
    mailAttempts.add(delivery.is)
    const outcome = outcomeOf(delivery, job)
    await transaction(async (tx) => {
      if (!(await queue.finish(tx, job, outcome))) return
      const attempts = mail.attempts + 1
      const { answer } = delivery
      if (outcome.is === 'retryAfter') {
        await tx.notices.mails.update(mail.id, { state: 'queued', attempts, answer, endedAt: null })
        return
      }
      const state = outcome.is === 'done' ? 'sent' : 'failed'
      await tx.notices.mails.update(mail.id, { state, attempts, answer, endedAt: tx.at })
      if (state === 'failed')
        await record(tx, SYSTEM, {
          kind: 'mail.failed',
          subjectId: mail.id,
          description: `Mail ${mail.id} to staff member ${mail.staffId} was given up after ${attempts} tries`,
        })
    })
    return 'settled'
  }
}

function outcomeOf(delivery: Delivery, { attempt }: Job): JobOutcome {
  if (delivery.is === 'sent') return done()
  if (delivery.is === 'refused') return giveUp(delivery.answer)
  const health = delivery.server
  const delayMs = MAIL_WAITS_MS[attempt - 1]
  return delayMs === undefined ? giveUp(delivery.answer, { health }) : retryAfter(delivery.answer, delayMs, { health })
}

export function serverOf(settings: MailSettings, secrets: SecretBox): SmtpServer {
  const { host, port, encryption, username, fromName, fromAddress, passwordSealed } = settings
  const password = passwordSealed === null ? '' : secrets.open(passwordSealed)
  return { host, port, encryption, username, fromName, fromAddress, password }
}
