import { type Actor, authorize } from '../access/actor.ts'
import { merge, type Patch } from '../base/merge.ts'
import { NotFound } from '../base/refusal.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
import { changesBetween, record } from '../events/event.ts'
import { ALL_EMAILS, type EmailSwitches, fullName } from './client.ts'
import type { Contact } from './contact.ts'
import { type ContactDetails, checkContactDetails } from './contact-details.ts'
import { type ClientStores, completeContactDetails } from './create-client.ts'
import { ClientRefused } from './refused.ts'

export type NewContactInput = Patch<ContactDetails> & {
  id?: number | undefined
  emails?: Patch<EmailSwitches> | undefined
}

const NO_EMAILS = Object.fromEntries(Object.keys(ALL_EMAILS).map((kind) => [kind, false])) as EmailSwitches

export function makeContacts({ read, transaction }: { read: ClientStores; transaction: Transaction<ClientStores> }) {
  return {
    async create(actor: Actor, clientId: number, input: NewContactInput): Promise<Contact> {
      authorize(actor, 'clients.write')
      return transaction((tx) => createContact(tx, actor, clientId, input))
    },

    /** By id; an unknown client has none. */
    async list(actor: Actor, clientId: number): Promise<Contact[]> {
      authorize(actor, 'clients.read')
      return read.clients.contacts.ofClient(clientId)
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
  const others = await tx.clients.contacts.ofClient(clientId)
  const email = contactDetails.email.toLowerCase()
  if (email !== '' && others.some((other) => other.email.toLowerCase() === email))
    throw new ClientRefused('email_taken', 'The client has a contact with this e-mail address')
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
