import { type Actor, authorize } from '../access/actor.ts'
import { makeRecordVerbs } from '../access/record-verbs.ts'
import { isEmail } from '../clients/contact-details.ts'
import { ClientRefused } from '../clients/refused.ts'
import { block } from './block-sender.ts'
import type { BlockedSender } from './blocked-sender.ts'
import { lockedTicket } from './discuss.ts'
import type { SupportParts, SupportStores } from './parts.ts'
import { SupportRefused } from './refused.ts'
import { deleteTicket } from './update-ticket.ts'

export const makeBlockedSenders = <S extends SupportStores>({
  read,
  transaction,
  ticketEnded,
}: Pick<SupportParts<S>, 'read' | 'transaction' | 'ticketEnded'>) => ({
  ...makeRecordVerbs<SupportStores, BlockedSender, Record<never, never>>({
    read,
    transaction,
    noun: 'Blocked sender',
    kinds: {
      created: 'blocked_sender.created',
      updated: 'blocked_sender.updated',
      deleted: 'blocked_sender.deleted',
    },
    rights: { read: 'support.read', write: 'support.write' },
    storeOf: ({ support }) => support.blockedSenders,
    async checked(tx, { email: given }) {
      const email = given.trim()
      if (!isEmail(email)) throw new ClientRefused('email_invalid', 'The e-mail address is not valid')
      if (await tx.support.blockedSenders.has(email))
        throw new SupportRefused('sender_blocked', 'That sender is blocked already')
      return { email }
    },
    titleOf: ({ email }) => email,
  }),

  /** Whoever opened the ticket as a guest; with `deleting` the ticket goes too. A client cannot be blocked. */
  async blockSenderOf(actor: Actor, ticketId: number, { deleting = false }: { deleting?: boolean | undefined }) {
    authorize(actor, 'support.write')
    return transaction(async (tx) => {
      const ticket = await lockedTicket(tx, ticketId)
      if (ticket.clientId !== null)
        throw new SupportRefused('sender_is_client', `Ticket ${ticket.mask} is of a client, who is not blocked`)
      await block(tx, actor, ticket.email)
      if (deleting) await deleteTicket(tx, ticketEnded, actor, ticketId)
    })
  },
})
