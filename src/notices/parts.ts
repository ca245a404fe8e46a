import type { Actor } from '../access/actor.ts'
import type { AccessStores } from '../access/store.ts'
import type { Attention } from '../attention/attention.ts'
import type { Clock } from '../base/clock.ts'
import type { SecretBox } from '../base/secrets/secrets.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
import type { Queue } from '../jobs/queue.ts'
import type { JobStores } from '../jobs/store.ts'
import type { Actions } from '../projects/actions/actions.ts'
import type { Projects } from '../projects/projects.ts'
import type { Support } from '../support/support.ts'
import type { SmtpSend } from './mail/smtp.ts'
import type { NoticeStore } from './store.ts'

export type NoticeStores = AccessStores & JobStores & { notices: NoticeStore }
export type NoticeTx = Tx<NoticeStores>

export type NoticeParts = {
  read: NoticeStores
  transaction: Transaction<NoticeStores>
  clock: Clock
  secrets: SecretBox
  queue: Queue
  send: SmtpSend
  /** Other rooms' verbs, which see to the rights of who is told. */
  rooms: NoticeRooms
}

type NoticeRooms = {
  attention: { list(actor: Actor): Promise<Attention> }
  actions: Pick<Actions, 'get'>
  projects: Pick<Projects, 'get'>
  tickets: Pick<Support['tickets'], 'get'>
  departments: Pick<Support['departments'], 'ofActor'>
}
