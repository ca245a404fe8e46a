import { type Actor, authorize, may } from '../../access/actor.ts'
import { isMember } from '../../access/sessions/sessions.ts'
import { inSteps } from '../../base/housekeeping.ts'
import type { Backlog } from '../../base/measuring/backlog.ts'
import type { KeysetPage, Listed } from '../../base/page.ts'
import { TransitionRefused } from '../../base/refusal.ts'
import { record } from '../../events/event.ts'
import type { NoticeParts } from '../parts.ts'
import type { Mail, MailFilter } from './mail.ts'
import { enqueueSending, noMail } from './outbox.ts'

/** What it says is null for who may not see what it is about. */
export type MailShown = Omit<Mail, 'subject' | 'plain' | 'html' | 'needs'> & {
  readonly subject: string | null
  readonly plain: string | null
}

/** Rows of one step. */
const STEP = 200

/** The outbox: one's own mails, and with the right to read settings those of all. */
export function makeMails({ read, transaction, queue }: Pick<NoticeParts, 'read' | 'transaction' | 'queue'>) {
  return {
    /** The newest first. */
    async list(actor: Actor, filter: MailFilter, page: KeysetPage): Promise<Listed<MailShown>> {
      const isOwn = filter.staffId !== undefined && isMember(actor, filter.staffId)
      const staffId = isOwn || may(actor, 'system.read') ? filter.staffId : ownOnly(actor, filter.staffId)
      const { total, rows } = await read.notices.mails.list({ ...filter, staffId }, page)
      return { total, rows: rows.map((mail) => shownTo(actor, mail)) }
    },

    /** What is to be sent. */
    async backlog(actor: Actor): Promise<Backlog> {
      authorize(actor, 'system.read')
      return read.notices.mails.backlog()
    },

    async get(actor: Actor, id: number): Promise<MailShown> {
      return shownTo(actor, visible(actor, id, await read.notices.mails.get(id)))
    },

    /** Once more, with tries from the start. Refused unless it was given up. */
    async retry(actor: Actor, id: number): Promise<MailShown> {
      return transaction(async (tx) => {
        const mail = visible(actor, id, await tx.notices.mails.lock(id))
        if (!isMember(actor, mail.staffId)) authorize(actor, 'system.write')
        if (mail.state !== 'failed') throw new TransitionRefused('mail', mail.state, 'retry')
        const again = { ...mail, state: 'queued' as const, endedAt: null }
        await tx.notices.mails.update(id, again)
        await enqueueSending(tx, queue, id)
        await record(tx, actor, { kind: 'mail.retried', subjectId: id, description: `Mail ${id} is sent once more` })
        return shownTo(actor, again)
      })
    },

    /** Those that ended so long ago, in small steps. */
    prune: (keepMs: number) => (stopping?: () => boolean) =>
      inSteps(STEP, () => transaction((tx) => tx.notices.mails.prune(tx.at - keepMs, STEP)), stopping),
  }
}

/** Whoever may not read settings sees their own, and asks for nobody else's. */
function ownOnly(actor: Actor, asked: number | undefined): number {
  if (asked !== undefined) authorize(actor, 'system.read')
  return actor.id
}

/** That there is one of somebody else is nobody's business. */
function visible(actor: Actor, id: number, mail: Mail | undefined): Mail {
  if (!mail || !(isMember(actor, mail.staffId) || may(actor, 'system.read'))) throw noMail(id)
  return mail
}

/** A credential of the reader may be allowed less than they; and of projects, others see others. */
function shownTo(actor: Actor, { plain, subject, needs, html: _, ...mail }: Mail): MailShown {
  const asked = isMember(actor, mail.staffId)
    ? needs
    : needs.map((one) => (one === 'projects.read' ? 'projects.all' : one))
  const reads = asked.every((permission) => may(actor, permission))
  return { ...mail, subject: reads ? subject : null, plain: reads ? plain : null }
}
