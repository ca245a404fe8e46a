import { makeFanOut } from './causes/fan-out.ts'
import { makeSendDigests } from './causes/send-digests.ts'
import { makeMails } from './mail/mails.ts'
import { enqueueMail, type MailToSend } from './mail/outbox.ts'
import { makeMailSettings } from './mail/settings.ts'
import { makeSendToStaff } from './mail/to-staff.ts'
import type { NoticeParts, NoticeTx } from './parts.ts'
import { makeSubscriptions } from './subscriptions/subscriptions.ts'
import { makeMailTemplates } from './templates/templates.ts'

/** Who is told by mail of what, and how mail goes out. */
export function makeNotices(parts: NoticeParts) {
  return {
    /** Puts a mail into the outbox in the transaction of its cause. Answers its number. */
    enqueueMail: (tx: NoticeTx, mail: MailToSend) => enqueueMail(tx, parts.queue, mail),
    ...makeTelling(parts),
    mailSettings: makeMailSettings(parts),
    mails: makeMails(parts),
    sendToStaff: makeSendToStaff(parts),
    mailTemplates: makeMailTemplates(parts),
    subscriptions: makeSubscriptions(parts),
  }
}

/** Each a short step that answers whether more waits; and both until nothing does. */
function makeTelling(parts: NoticeParts) {
  const [fanOut, sendDigests] = [makeFanOut(parts), makeSendDigests(parts)]
  return {
    fanOut,
    sendDigests,
    async tell(stopping: () => boolean = () => false): Promise<void> {
      for (const step of [fanOut, sendDigests]) while (!stopping() && (await step()));
    },
  }
}

export type Notices = ReturnType<typeof makeNotices>
