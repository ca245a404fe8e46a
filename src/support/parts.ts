import type { AccessStore } from '../access/store.ts'
import type { ClientStores } from '../clients/enrol.ts'
import type { Files } from '../files/files.ts'
import type { FileStores } from '../files/parts.ts'
import type { Moment, Within } from '../within.ts'
import type { SupportStore } from './store.ts'
import type { RelatedItem } from './ticket.ts'

export type SupportStores = ClientStores & FileStores & { access: AccessStore; support: SupportStore }

/** What a step works with. */
export type Steps = SupportStores & Moment

/** Whose a service or a domain is; undefined when there is none. This room does not know them. */
export type OwnerOf<S> = (s: S, item: RelatedItem) => Promise<number | undefined>

export type SupportParts<S extends SupportStores = SupportStores> = {
  read: SupportStores
  within: Within<S>
  files: Files
  ownerOf: OwnerOf<S>
}

export const LONGEST_TEXT = 255
export const LONGEST_MESSAGE = 500_000
