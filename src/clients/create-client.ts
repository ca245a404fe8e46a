import type { Actor } from '../access/actor.ts'
import type { CalendarDate } from '../base/calendar.ts'
import { uuid } from '../base/ids.ts'
import type { Patch } from '../base/merge.ts'
import { type Minor, toMinor } from '../base/money.ts'
import { Invalid, NotFound } from '../base/refusal.ts'
import type { SecretBox } from '../base/secrets/secrets.ts'
import type { Tx } from '../base/transaction.ts'
import type { WallClock } from '../base/wall-clock.ts'
import { changesBetween, record } from '../events/event.ts'
import type { EventStore } from '../events/store.ts'
import {
  type Client,
  type ClientStatus,
  changePreferences,
  fullName,
  isClientStatus,
  NEW_PREFERENCES,
  type PreferenceChanges,
} from './client.ts'
import {
  type ContactDetails,
  checkContactDetails,
  REQUIRED_CONTACT_DETAILS,
  tidyContactDetails,
} from './contact-details.ts'
import { type CustomFieldValues, fillCustomFields } from './custom-field.ts'
import { ClientRefused } from './refused.ts'
import type { ClientStore } from './store.ts'

export type ClientStores = { clients: ClientStore; events: EventStore }

/** Everything about a new client but the secrets of its owner. */
export type ClientForm = Patch<ContactDetails> & {
  /** An existing user who becomes the owner. Without one, a user is made from the client's own name and e-mail. */
  ownerUserId?: number | undefined
  securityQuestionId?: number | undefined
  /** The default currency when left out. */
  currencyId?: number | undefined
  groupId?: number | null | undefined
  status?: ClientStatus | undefined
  customFields?: CustomFieldValues | undefined
  language?: string | undefined
  notes?: string | undefined
  paymentMethod?: string | undefined
  creditMinor?: Minor | undefined
  preferences?: PreferenceChanges | undefined
  /** Where the client came from. */
  address?: string | undefined
  /** Lifts what is required, except the e-mail address. What is given must be well-formed all the same. */
  skipValidation?: boolean | undefined
  /** Refuses values for custom fields that there are not; else they are passed over. */
  onlyKnownFields?: boolean | undefined
  /** Is told which keys of custom fields are passed over. */
  fieldPassedOver?: ((key: string) => void) | undefined
}

export type CreatedClient = ClientForm & {
  /** Prescribed by demonstration data and imports. */
  id?: number | undefined
  createdOn?: CalendarDate | undefined
  passwordHash: string | null
  securityAnswerSealed: string | null
}

export const requiredOf = ({ skipValidation = false }: { skipValidation?: boolean | undefined }) =>
  skipValidation ? (['email'] as const) : REQUIRED_CONTACT_DETAILS

/** What verbs need beside the stores: dates are those of the server's zone. */
export type ClientTools = { wallClock: WallClock; secrets: SecretBox }

/** Writes the client and, unless an owner is named, the user who owns it. */
export async function createClient(
  tx: Tx<ClientStores>,
  { wallClock, secrets }: ClientTools,
  actor: Actor,
  { passwordHash, securityAnswerSealed, ...form }: CreatedClient,
): Promise<{ client: Client; ownerUserId: number }> {
  const owner = form.ownerUserId === undefined ? undefined : await tx.clients.users.get(form.ownerUserId)
  if (form.ownerUserId !== undefined && !owner)
    throw new ClientRefused('owner_user_unknown', `There is no user ${form.ownerUserId}`)
  const contactDetails = completeContactDetails(form)
  checkContactDetails(contactDetails, requiredOf(form))
  const fields = await tx.clients.customFields.of('client')
  const customFields = await fillCustomFields(secrets, fields, {}, form.customFields ?? {}, {
    complete: true,
    required: !form.skipValidation,
    known: form.onlyKnownFields,
    passedOver: form.fieldPassedOver,
  })
  if (form.status !== undefined && !isClientStatus(form.status))
    throw new Invalid('status', 'Active, Inactive or Closed', form.status)
  const currencyId = await currencyOf(tx, form.currencyId)
  const groupId = await groupOf(tx, form.groupId)
  if (!owner && (await tx.clients.users.reserveEmail(contactDetails.email)) !== undefined)
    throw new ClientRefused('user_email_taken', 'A user with this e-mail address exists')
  if ((await tx.clients.reserveEmail(contactDetails.email)) !== undefined)
    throw new ClientRefused('email_taken', 'A client with this e-mail address exists')

  const row = {
    ...contactDetails,
    uuid: uuid(),
    currencyId,
    groupId,
    status: form.status ?? 'Active',
    language: form.language ?? '',
    notes: form.notes ?? '',
    paymentMethod: form.paymentMethod ?? '',
    creditMinor: form.creditMinor ?? toMinor(0),
    preferences: changePreferences(NEW_PREFERENCES, form.preferences ?? {}),
    customFields,
    createdOn: form.createdOn ?? wallClock.date(tx.at),
    lastLoginAddress: form.address ?? '',
  }
  const id = await tx.clients.insert({ ...row, id: form.id }, tx.at)
  await record(tx, actor, {
    kind: 'client.created',
    subjectId: id,
    clientId: id,
    description: `Client ${id} added: ${fullName(contactDetails)} <${contactDetails.email}>`,
    changes: changesBetween({}, row),
  })
  const ownerUserId = owner?.id ?? (await addOwner())
  await tx.clients.users.link(id, ownerUserId, true)
  return { client: (await tx.clients.get(id))!, ownerUserId }

  async function addOwner(): Promise<number> {
    const { firstName, lastName, email } = contactDetails
    const user = { uuid: uuid(), firstName, lastName, email, language: row.language }
    const securityQuestionId = form.securityQuestionId ?? null
    const secrets = { passwordHash, securityAnswerSealed }
    const userId = await tx.clients.users.insert({ ...user, securityQuestionId, ...secrets }, tx.at)
    await record(tx, actor, {
      kind: 'user.created',
      subjectId: userId,
      clientId: id,
      description: `User ${userId} added: ${fullName(user)} <${email}>, owner of client ${id}`,
      changes: changesBetween({}, { firstName, lastName, email }),
    })
    return userId
  }
}

const NOBODY: ContactDetails = {
  firstName: '',
  lastName: '',
  companyName: '',
  email: '',
  address1: '',
  address2: '',
  city: '',
  state: '',
  postcode: '',
  country: '',
  phoneNumber: '',
  taxId: '',
}

/** Tidied, with empty texts for what was left out. */
export const completeContactDetails = (given: Patch<ContactDetails>): ContactDetails => ({
  ...NOBODY,
  ...tidyContactDetails(given),
})

async function currencyOf(tx: ClientStores, id: number | undefined): Promise<number> {
  if (id !== undefined) return existingCurrency(tx, id)
  const standard = (await tx.clients.currencies.list()).find(({ isDefault }) => isDefault)
  if (!standard) throw new Invalid('currency', 'a currency: none is set up yet')
  return standard.id
}

export async function existingCurrency(tx: ClientStores, id: number): Promise<number> {
  if (!(await tx.clients.currencies.get(id))) throw new NotFound('Currency', id)
  return id
}

/** A client without a group has null. */
export async function groupOf(tx: ClientStores, id: number | null | undefined): Promise<number | null> {
  if (id === null || id === undefined) return null
  if (!(await tx.clients.groups.get(id))) throw new NotFound('Client group', id)
  return id
}
