import type { Refusal } from '../../../../base/refusal.ts'
import type { NewContactInput } from '../../../../clients/contacts.ts'
import type { Fields } from '../../../codec/tree.ts'
import { action, type WhmcsCall } from '../../action.ts'
import { brackets, id, required, text, type Values } from '../../parameters.ts'
import { clientFields, emailSwitchesOf } from './client-parameters.ts'

const parameters = {
  firstname: text('First name'),
  lastname: text('Last name'),
  companyname: text('Company'),
  email: text('E-mail address, unique among the contacts of the client'),
  address1: text('Street'),
  address2: text('Second line of the address'),
  city: text('City'),
  state: text('State or region'),
  postcode: text('Postcode'),
  country: text('Two-letter country code'),
  phonenumber: text('Telephone number'),
  tax_id: text('Tax number'),
  email_preferences: brackets('general, product, domain, invoice, support, affiliate: 1 or 0 each'),
}

const contactForm = (sent: Values<typeof parameters>): NewContactInput => ({
  firstName: sent.firstname,
  lastName: sent.lastname,
  companyName: sent.companyname,
  email: sent.email,
  address1: sent.address1,
  address2: sent.address2,
  city: sent.city,
  state: sent.state,
  postcode: sent.postcode,
  country: sent.country,
  phoneNumber: sent.phonenumber,
  taxId: sent.tax_id,
  emails: emailSwitchesOf(sent.email_preferences),
})

const SUB_ACCOUNT = ['permissions', 'subaccount', 'password2']

/** Sub-accounts ended with 8.0; who still sends their parameters is told beside the success. */
const subAccountWarning = ({ echo }: WhmcsCall, instead: string): Fields =>
  SUB_ACCOUNT.some((name) => echo(name))
    ? { warning: `Sub Accounts are no longer supported. Please use ${instead}` }
    : {}

const refusals = {
  not_found: ({ facts }: Refusal) => (facts.noun === 'Client' ? 'Client ID Not Found' : 'Contact ID Not Found'),
  email_taken: 'Duplicate Email Address',
  domain_emails_required:
    'You must have at least one email address enabled to receive domain related notifications as required by ICANN. To disable domain notifications, please enable domain notifications for the primary account holder or another contact',
  email_invalid: 'The email address entered is not valid',
  country_invalid: 'Valid country required',
  phone_invalid: 'Invalid telephone phone number',
}

/** Part A5 of the reference. */
export const addContact = action({
  name: 'AddContact',
  reads: false,
  permission: 'clients.write',
  about: 'Adds a contact to a client; it receives no e-mails but those that are switched on',
  parameters: { clientid: required(id('The client')), ...parameters },
  refusals,
  fields: clientFields,
  async answer(call, { clientid, ...sent }) {
    const contact = await call.domain.clients.contacts.create(call.actor, clientid, contactForm(sent))
    return { contactid: call.quoted(contact.id), ...subAccountWarning(call, 'AddUser and CreateClientInvite') }
  },
})

/** Part A5 of the reference. */
export const updateContact = action({
  name: 'UpdateContact',
  reads: false,
  permission: 'clients.write',
  about: 'Changes a contact; what is not sent stays',
  parameters: { contactid: required(id('The contact')), ...parameters },
  refusals,
  fields: clientFields,
  async answer(call, { contactid, ...sent }) {
    await call.domain.clients.contacts.update(call.actor, contactid, contactForm(sent))
    return { contactid: call.quoted(contactid), ...subAccountWarning(call, 'UpdateUser') }
  },
})

/** Part A5 of the reference. */
export const deleteContact = action({
  name: 'DeleteContact',
  reads: false,
  permission: 'clients.write',
  about: 'Deletes a contact for good, unless an order or a ticket names it',
  parameters: { contactid: required(id('The contact')) },
  refusals,
  async answer({ actor, domain, quoted }, { contactid }) {
    await domain.clients.contacts.delete(actor, contactid)
    return { contactid: quoted(contactid) }
  },
})
