import type { RecordStore } from '../access/store.ts'
import type { Patch } from '../base/merge.ts'
import type { KeysetPage, Listed, Page } from '../base/page.ts'
import type { Holders } from '../base/refusal.ts'
import type { Kept } from '../base/secrets/sealed.ts'
import type { Client, ClientFilter, ClientGroup, ClientOrder } from './client.ts'
import type { ClientNote, ClientNoteFilter } from './client-note.ts'
import type { Contact, ContactFilter } from './contact.ts'
import type { ContactDetails } from './contact-details.ts'
import type { Currency } from './currency.ts'
import type { CustomField, CustomFieldOwner } from './custom-field.ts'
import type { NewSignOnToken, SignOnToken } from './sign-on-token.ts'
import type { ClientUser, NewUser, User, UserChanges, UserFilter, UserOfClients, UserPermission } from './user.ts'

/** `id` only where it is prescribed (demonstration data, imports). */
type New<T> = Omit<T, 'id' | 'createdAt'> & { id?: number | undefined }

export type NewClient = Omit<New<Client>, 'updatedAt' | 'version' | 'lastLoginAt'>

export interface ClientStore {
  get(id: number): Promise<Client | undefined>
  /** For a change: nobody else changes the row until the transaction ends. */
  lock(id: number): Promise<Client | undefined>
  /** By client id, as ISO 4217. */
  currencyCodes(ids: readonly number[]): Promise<ReadonlyMap<number, string>>
  /** Compares without regard to case. */
  idOfEmail(email: string): Promise<number | undefined>
  /** The same, and nobody else takes or asks for the address until the transaction ends. */
  reserveEmail(email: string): Promise<number | undefined>
  insert(client: NewClient, at: number): Promise<number>
  /** Writes what is present, and moves the version. */
  update(id: number, changes: Patch<NewClient>, at: number): Promise<void>
  /**
   * By the listing's order and then by id. Rows and total are of one moment; past the end there are no rows and the total
   * still stands. Texts are ordered without regard to case, clients without a group come before those with one.
   */
  list(filter: ClientFilter, page: KeysetPage, order?: ClientOrder): Promise<Listed<Client>>
  /** The same rows in batches, with flat memory, for answers too large to hold. `total` is of the same moment. */
  stream(filter: ClientFilter, page: Page, order?: ClientOrder): AsyncIterable<Listed<Client>>

  /** Only once nothing that is the client's alone is left. */
  delete(id: number): Promise<void>
  /** What goes on without the client names nobody from then on: projects, time, discussions, what was said in tickets of others. */
  forget(id: number): Promise<void>

  readonly users: UserStore
  readonly contacts: ContactStore
  readonly groups: ClientGroupStore
  readonly signOnTokens: {
    insert(token: NewSignOnToken, at: number): Promise<number>
    lockByDigest(digest: string): Promise<SignOnToken | undefined>
    use(id: number, at: number): Promise<void>
    /** Those that were over by then; answers how many it removed, at most `limit`. */
    prune(through: number, limit: number): Promise<number>
  }
  readonly notes: RecordStore<ClientNote, ClientNoteFilter>
  readonly currencies: CurrencyStore
  readonly customFields: CustomFieldStore
}

export interface UserStore {
  get(id: number): Promise<User | undefined>
  /** As for clients: compares without case, and holds the address until the transaction ends. */
  reserveEmail(email: string): Promise<number | undefined>
  insert(user: NewUser, at: number): Promise<number>
  link(clientId: number, userId: number, isOwner: boolean, permissions?: readonly UserPermission[]): Promise<void>
  setPermissions(clientId: number, userId: number, permissions: readonly UserPermission[]): Promise<void>
  unlink(clientId: number, userId: number): Promise<void>
  /** For a change: nobody else changes it until the transaction ends. */
  lock(id: number): Promise<User | undefined>
  update(id: number, changes: UserChanges): Promise<void>
  /** Compares the address without regard to case. */
  passwordOf(email: string): Promise<{ id: number; passwordHash: string | null } | undefined>
  /** With all that belongs to it alone; only of one that is linked to nobody. */
  delete(id: number): Promise<void>
  /** By id. */
  list(filter: UserFilter, page: KeysetPage, descending?: boolean): Promise<Listed<User>>
  /** Of which clients each of them is a user. */
  clientsOf(ids: readonly number[]): Promise<ReadonlyMap<number, UserOfClients['clients']>>
  /** The owner first, then by id; of an owner no permissions stand there. */
  ofClient(clientId: number): Promise<ClientUser[]>
}

export interface ContactStore {
  get(id: number): Promise<Contact | undefined>
  /** By id. */
  ofClient(clientId: number): Promise<Contact[]>
  /** By id; rows and total are of one moment. */
  list(filter: ContactFilter, page: KeysetPage): Promise<Listed<Contact>>
  /** For a change: nobody else changes or names it until the transaction ends. */
  lock(id: number): Promise<Contact | undefined>
  /** Whether an order or a ticket of the client names it. */
  isNamed(id: number, clientId: number): Promise<boolean>
  insert(contact: Omit<New<Contact>, 'updatedAt'>, at: number): Promise<number>
  update(id: number, contact: ContactDetails & Pick<Contact, 'emails'>, at: number): Promise<void>
  delete(id: number): Promise<void>
}

export interface ClientGroupStore {
  get(id: number): Promise<ClientGroup | undefined>
  /** By id. */
  list(): Promise<ClientGroup[]>
  /** The same, and nobody else adds or changes one until the transaction ends. */
  reserve(): Promise<ClientGroup[]>
  insert(group: New<ClientGroup>): Promise<number>
  update(id: number, changes: Patch<Omit<ClientGroup, 'id'>>): Promise<void>
  /** What names it; nobody else begins to until the transaction ends. */
  holders(id: number): Promise<Holders>
  delete(id: number): Promise<void>
}

export interface CurrencyStore {
  get(id: number): Promise<Currency | undefined>
  /** By id. */
  list(): Promise<Currency[]>
  /** The same, and nobody else adds or changes one until the transaction ends. */
  reserve(): Promise<Currency[]>
  /** A new default takes the place of the old one. */
  insert(currency: New<Currency>): Promise<number>
  /** The same. */
  update(id: number, changes: Patch<Omit<Currency, 'id' | 'code'>>): Promise<void>
  /** What names it; nobody else begins to until the transaction ends. */
  holders(id: number): Promise<Holders>
  delete(id: number): Promise<void>
}

/** The definitions; what was filled in stands with the client, service or add-on. */
export interface CustomFieldStore {
  /** By position, then id. No `ownerIds`: those of every owner of the kind. */
  of(owner: CustomFieldOwner, ownerIds?: readonly number[]): Promise<CustomField[]>
  /** Whatever their owners are. */
  named(ids: readonly number[]): Promise<Pick<CustomField, 'id' | 'name' | 'kind'>[]>
  get(id: number): Promise<CustomField | undefined>
  lock(id: number): Promise<CustomField | undefined>
  /** Seals all that was filled in for it in clear. */
  sealValues(field: Pick<CustomField, 'id' | 'owner'>, seal: (plain: string) => Kept): Promise<void>
  insert(field: New<CustomField>): Promise<number>
  update(id: number, changes: Patch<Omit<CustomField, 'id' | 'owner' | 'ownerId'>>): Promise<void>
  /** With all that was filled in for it. */
  delete(field: Pick<CustomField, 'id' | 'owner'>): Promise<void>
}
