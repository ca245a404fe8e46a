import { type Actor, authorize } from '../access/actor.ts'
import { merge, type Patch } from '../base/merge.ts'
import type { KeysetPage, Listed } from '../base/page.ts'
import { NotFound } from '../base/refusal.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
import { changesBetween, record } from '../events/event.ts'
import { ALL_EMAILS, type Client, type EmailSwitches, fullName } from './client.ts'
import type { Contact, ContactFilter } from './contact.ts'
import { type ContactDetails, checkContactDetails, tidyContactDetails } from './contact-details.ts'
import { type ClientStores, completeContactDetails } from './create-client.ts'
import { ClientRefused } from './refused.ts'

export type NewContactInput = Patch<ContactDetails> & {
  id?: number | undefined
  emails?: Patch<EmailSwitches> | undefined
}

/** What is left out stays as it is. */
export type ContactChanges = Omit<NewContactInput, 'id'>

const NO_EMAILS = Object.fromEntries(Object.keys(ALL_EMAILS).map((kind) => [kind, false])) as EmailSwitches

export function makeContacts({ read, transaction }: { read: ClientStores; transaction: Transaction<ClientStores> }) {
  return {
    async create(actor: Actor, clientId: number, input: NewContactInput): Promise<Contact> {
      authorize(actor, 'clients.write')
      return transaction((tx) => createContact(tx, actor, clientId, input))
    },

    async update(actor: Actor, id: number, changes: ContactChanges): Promise<Contact> {
      authorize(actor, 'clients.write')
      return transaction((tx) => updateContact(tx, actor, id, changes))
    },

    /** Only while no order and no ticket names the contact; projects forget it. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'clients.write')
      return transaction((tx) => deleteContact(tx, actor, id))
    },

    async get(actor: Actor, id: number): Promise<Contact> {
      authorize(actor, 'clients.read')
      return existing(await read.clients.contacts.get(id), id)
    },

    /** Of whomever, by id. */
    async search(actor: Actor, filter: ContactFilter, page: KeysetPage): Promise<Listed<Contact>> {
      authorize(actor, 'clients.read')
      return read.clients.contacts.list(filter, page)
    },

    /** Of a client, by id. */
    async list(actor: Actor, clientId: number): Promise<Contact[]> {
      authorize(actor, 'clients.read')
      const found = await read.clients.contacts.ofClient(clientId)
      if (found.length === 0 && !(await read.clients.get(clientId))) throw new NotFound('Client', clientId)
      return found
    },
  }
}

/** A contact receives no e-mails but those that are switched on. */
async function createContact(
  tx: Tx<ClientStores>,
  actor: Actor,
  clientId: number,
  { id: prescribed, emails = {}, ...given }: NewContactInput,
): Promise<Contact> {
  if (!(await tx.clients.lock(clientId))) throw new NotFound('Client', clientId)
  const contactDetails = completeContactDetails(given)
  checkContactDetails(contactDetails, [])
  refuseTaken(contactDetails.email, await tx.clients.contacts.ofClient(clientId))
  const row = { ...contactDetails, clientId, emails: merge(NO_EMAILS, emails) }
  const id = await tx.clients.contacts.insert({ ...row, id: prescribed }, tx.at)
  await record(tx, actor, {
    kind: 'contact.created',
    subjectId: id,
    clientId,
    description: `Contact ${id} of client ${clientId} added: ${fullName(row)} <${row.email}>`,
    changes: changesBetween({}, row),
  })
  return (await tx.clients.contacts.get(id))!
}

async function updateContact(
  tx: Tx<ClientStores>,
  actor: Actor,
  id: number,
  { emails = {}, ...given }: ContactChanges,
): Promise<Contact> {
  const { before, client, others } = await lockContact(tx, id)
  const contactDetails = tidyContactDetails(given)
  checkContactDetails(contactDetails, [])
  if (contactDetails.email !== undefined) refuseTaken(contactDetails.email, others)
  const after = merge(before, { ...contactDetails, emails: merge(before.emails, emails) })
  if (before.emails.domain && !after.emails.domain) refuseSilence(client, others)
  const changes = changesBetween(before, after)
  const fields = Object.keys(changes)
  if (fields.length === 0) return before
  await tx.clients.contacts.update(id, after, tx.at)
  await record(tx, actor, {
    kind: 'contact.updated',
    subjectId: id,
    clientId: client.id,
    description: `Contact ${id} of client ${client.id} updated: ${fullName(after)} (${fields.join(', ')})`,
    changes,
  })
  return { ...after, updatedAt: tx.at }
}

async function deleteContact(tx: Tx<ClientStores>, actor: Actor, id: number): Promise<void> {
  const { before, client, others } = await lockContact(tx, id)
  if (before.emails.domain) refuseSilence(client, others)
  if (await tx.clients.contacts.isNamed(id, client.id))
    throw new ClientRefused('contact_in_use', 'Orders or tickets name this contact', { contact: id })
  await tx.clients.contacts.delete(id)
  await record(tx, actor, {
    kind: 'contact.deleted',
    subjectId: id,
    clientId: client.id,
    description: `Contact ${id} of client ${client.id} deleted: ${fullName(before)} <${before.email}>`,
  })
}

/** The client is locked first, as by whoever adds a contact or names one in an order. */
async function lockContact(tx: Tx<ClientStores>, id: number) {
  const { clientId } = existing(await tx.clients.contacts.get(id), id)
  const client = (await tx.clients.lock(clientId))!
  const before = existing(await tx.clients.contacts.lock(id), id)
  const others = (await tx.clients.contacts.ofClient(clientId)).filter((other) => other.id !== id)
  return { before, client, others }
}

function existing(contact: Contact | undefined, id: number): Contact {
  if (!contact) throw new NotFound('Contact', id)
  return contact
}

function refuseTaken(email: string, others: readonly Contact[]): void {
  const wanted = email.toLowerCase()
  if (wanted !== '' && others.some((other) => other.email.toLowerCase() === wanted))
    throw new ClientRefused('email_taken', 'The client has a contact with this e-mail address')
}

/** ICANN wants somebody to hear about a domain: the client, or else a contact. */
function refuseSilence(client: Client, others: readonly Contact[]): void {
  if (!client.preferences.emails.domain && !others.some(({ emails }) => emails.domain))
    throw new ClientRefused('domain_emails_required', 'Somebody must receive the e-mails about domains')
}
