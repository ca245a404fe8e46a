import { SYSTEM } from '../../src/access/actor.ts'
import { makeGuardedConnect } from '../../src/guarded-http/guarded-connect.ts'
import { makeDeliver } from '../../src/notices/mail/deliver.ts'
import { MAIL_LANE_KIND } from '../../src/notices/mail/outbox.ts'
import { makeSmtpSend } from '../../src/notices/mail/smtp.ts'
import type { TestApp } from './app.ts'

/** Nobody waits long here. */
const LIMITS = { connectMs: 2000, greetingMs: 300, silenceMs: 300, totalMs: 2000 }
export const sendSoon = makeSmtpSend(makeGuardedConnect({ allow: ['127.0.0.0/8'] }), LIMITS)

/** The mail server of the test, without encryption. */
export const setUpMail = ({ provisor }: TestApp, port: number, more: { username?: string; password?: string } = {}) =>
  provisor.domain.notices.mailSettings.update(SYSTEM, {
    ...{ host: '127.0.0.1', port, encryption: 'none', fromAddress: 'provisor@example.com', ...more },
    perMinute: 6000,
  })

/** Tries all mails that are due, in this process: what its worker does. Answers how many. */
export function mailman({ provisor }: TestApp) {
  const deliver = makeDeliver({ ...provisor, send: sendSoon })
  const { work } = provisor.queue
  const registered = work.register('mailman', 365 * 86_400_000)
  return async (): Promise<number> => {
    for (let tried = 0; ; ) {
      const { jobs } = await work.claim({ holderId: await registered, limit: 50, of: { kinds: [MAIL_LANE_KIND] } })
      if (jobs.length === 0) return tried
      tried += jobs.length
      for (const job of jobs)
        await deliver(job, new AbortController().signal, { isStopping: () => false, giveBack: async () => false })
    }
  }
}
