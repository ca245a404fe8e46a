import type { Actor } from '../access/actor.ts'
import type { AccessStore } from '../access/store.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
import type { ClientStores } from '../clients/create-client.ts'
import type { Files } from '../files/files.ts'
import type { FileStores } from '../files/parts.ts'
import type { SupportStore } from './store.ts'
import type { RelatedItem } from './ticket.ts'

export type SupportStores = ClientStores & FileStores & { access: AccessStore; support: SupportStore }

/** What the verbs of this room write in. */
export type SupportTx = Tx<SupportStores>

/** Whose a service or a domain is; undefined when there is none. This room does not know them. */
export type OwnerOf<S> = (tx: S, item: RelatedItem) => Promise<number | undefined>

/** Called before a ticket is gone, in the same transaction; `into` is the one that it becomes part of. */
export type TicketEnded<S> = (tx: Tx<S>, actor: Actor, ticketId: number, into: number | null) => Promise<void>

export type SupportParts<S extends SupportStores = SupportStores> = {
  read: SupportStores
  transaction: Transaction<S>
  files: Files
  ownerOf: OwnerOf<S>
  ticketEnded: TicketEnded<S>
}

export const LONGEST_TEXT = 255
export const LONGEST_MESSAGE = 500_000
