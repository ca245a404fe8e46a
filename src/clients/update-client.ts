import type { Actor } from '../access/actor.ts'
import type { Patch } from '../base/merge.ts'
import { Invalid, NotFound } from '../base/refusal.ts'
import type { Tx } from '../base/transaction.ts'
import { changesBetween, record } from '../events/event.ts'
import { type Client, changePreferences, fullName, isClientStatus } from './client.ts'
import { checkContactDetails, tidyContactDetails } from './contact-details.ts'
import {
  type ClientForm,
  type ClientStores,
  type ClientTools,
  existingCurrency,
  groupOf,
  requiredOf,
} from './create-client.ts'
import { fillCustomFields } from './custom-field.ts'
import { ClientRefused } from './refused.ts'
import type { NewClient } from './store.ts'

/** What is left out stays as it is; custom fields are changed one by one. A null group takes the client out of its group. */
export type ClientChanges = Omit<ClientForm, 'ownerUserId' | 'securityQuestionId'>

/** Changes the record. Without a difference nothing is written and nothing recorded. */
export async function updateClient(
  tx: Tx<ClientStores>,
  { secrets }: Pick<ClientTools, 'secrets'>,
  actor: Actor,
  id: number,
  changes: ClientChanges,
): Promise<Client> {
  const before = await tx.clients.lock(id)
  if (!before) throw new NotFound('Client', id)
  const contactDetails = tidyContactDetails(changes)
  checkContactDetails(
    contactDetails,
    requiredOf(changes).filter((field) => contactDetails[field] !== undefined),
  )
  if (changes.status !== undefined && !isClientStatus(changes.status))
    throw new Invalid('status', 'Active, Inactive or Closed', changes.status)
  if (changes.currencyId !== undefined) await existingCurrency(tx, changes.currencyId)
  const fields = await tx.clients.customFields.of('client')
  const customFields = await fillCustomFields(secrets, fields, before.customFields, changes.customFields ?? {}, {
    complete: false,
    required: !changes.skipValidation,
    known: changes.onlyKnownFields,
    passedOver: changes.fieldPassedOver,
  })
  const after: Patch<NewClient> = {
    ...contactDetails,
    currencyId: changes.currencyId,
    groupId: changes.groupId === undefined ? undefined : await groupOf(tx, changes.groupId),
    status: changes.status,
    language: changes.language,
    notes: changes.notes,
    paymentMethod: changes.paymentMethod,
    creditMinor: changes.creditMinor,
    lastLoginAddress: changes.address,
    preferences: changes.preferences && changePreferences(before.preferences, changes.preferences),
    customFields,
  }
  await refuseSilence(tx, before, after)
  if (contactDetails.email !== undefined) {
    const holder = await tx.clients.reserveEmail(contactDetails.email)
    if (holder !== undefined && holder !== id)
      throw new ClientRefused('email_taken', 'A client with this e-mail address exists')
  }
  const differences = changesBetween<Partial<NewClient>>(before, after)
  if (Object.keys(differences).length === 0) return before

  const written = Object.fromEntries(Object.entries(after).filter(([field]) => field in differences))
  await tx.clients.update(id, written, tx.at)
  const client = (await tx.clients.get(id))!
  const closing = client.status === 'Closed' && before.status !== 'Closed'
  await record(tx, actor, {
    kind: closing ? 'client.closed' : 'client.updated',
    subjectId: id,
    clientId: id,
    description: `Client ${id} ${closing ? 'closed' : 'updated'}: ${fullName(client)} (${Object.keys(differences).join(', ')})`,
    changes: differences,
  })
  return client
}

/** ICANN wants somebody to hear about a domain: the client, or else a contact. */
async function refuseSilence(tx: ClientStores, before: Client, after: Patch<NewClient>): Promise<void> {
  if (!before.preferences.emails.domain || after.preferences?.emails.domain !== false) return
  const contacts = await tx.clients.contacts.ofClient(before.id)
  if (!contacts.some(({ emails }) => emails.domain))
    throw new ClientRefused('domain_emails_required', 'Somebody must receive the e-mails about domains')
}
