import type { Patch } from '../../../../base/merge.ts'
import type { EmailSwitches, PreferenceChanges } from '../../../../clients/client.ts'
import type { ClientForm } from '../../../../clients/create-client.ts'
import type { ParamMap } from '../../../codec/php-value.ts'
import { textAt } from '../../../codec/php-value.ts'
import type { Fields } from '../../../codec/tree.ts'
import type { WhmcsCall } from '../../action.ts'
import { brackets, flag, id, idFilter, map, text, type Values } from '../../parameters.ts'

/** What AddClient and UpdateClient have in common. Card data is no parameter: it is thrown away, with a warning. */
export const clientParameters = {
  firstname: text('First name'),
  lastname: text('Last name'),
  companyname: text('Company'),
  email: text('E-mail address, unique among clients'),
  address1: text('Street'),
  address2: text('Second line of the address'),
  city: text('City'),
  state: text('State or region'),
  postcode: text('Postcode'),
  country: text('Two-letter country code'),
  phonenumber: text('Telephone number'),
  tax_id: text('Tax number'),
  currency: idFilter('Currency id'),
  groupid: idFilter('Client group id; 0 for none'),
  customfields: map('Custom field id to value'),
  language: text('Language'),
  clientip: text('Address of the client'),
  notes: text('Notes for staff'),
  marketingoptin: flag('Receives marketing e-mail'),
  skipvalidation: flag('Lifts the required fields'),
}

type Sent = Values<typeof clientParameters>

export function clientForm({ passOver }: Pick<WhmcsCall, 'passOver'>, sent: Sent): ClientForm {
  return {
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
    currencyId: sent.currency,
    groupId: sent.groupid === 0 ? null : sent.groupid,
    customFields: sent.customfields && textMap(sent.customfields),
    fieldPassedOver: (key) => passOver(`customfields[${key}]`),
    language: sent.language,
    address: sent.clientip,
    notes: sent.notes,
    skipValidation: sent.skipvalidation,
    preferences: { marketing: sent.marketingoptin },
  }
}

/** Fields of the client that have other names here. */
export const clientFields = {
  firstName: 'firstname',
  lastName: 'lastname',
  companyName: 'companyname',
  phoneNumber: 'phonenumber',
  taxId: 'tax_id',
} as const

/** The text values of a map; maps inside it are no values. */
export function textMap(params: ParamMap): Record<string, string> {
  const texts = [...params.keys()].flatMap((key) => {
    const value = textAt(params, key)
    return value === undefined || key === '__proto__' ? [] : [[key, value] as const]
  })
  return Object.fromEntries(texts)
}

const CARD = ['cardtype', 'cardnum', 'expdate', 'startdate', 'issuenumber', 'cvv', 'bankcode', 'bankacct']

/** Beside a success; the documents print no more of the sentence than its beginning. */
export const cardWarning = ({ echo }: WhmcsCall): Fields =>
  CARD.some((name) => echo(name))
    ? { warning: 'Credit card related parameters are now deprecated and were not stored' }
    : {}

/** Only UpdateClient knows these. */
export const updateParameters = {
  clientid: id('The client to change'),
  clientemail: text('Or the e-mail address of that client'),
  status: text('Active, Inactive or Closed'),
  paymentmethod: text('Favourite payment method, by its system name'),
  email_preferences: brackets('general, product, domain, invoice, support, affiliate: 1 or 0 each'),
  latefeeoveride: flag('No late fees'),
  overideduenotices: flag('No overdue notices'),
  taxexempt: flag('Pays no tax'),
  separateinvoices: flag('One invoice for each item'),
  disableautocc: flag('No automatic card charge'),
  overrideautoclose: flag('Never closed automatically'),
}

/** Of what was sent; the others stay. */
export function emailSwitchesOf(sent: ParamMap | undefined): Patch<EmailSwitches> {
  const switches = flag('')
  const emails = (['general', 'product', 'domain', 'invoice', 'support', 'affiliate'] as const).map(
    (kind) => [kind, switches.decode(sent?.get(kind), `email_preferences[${kind}]`)] as const,
  )
  return Object.fromEntries(emails)
}

export function preferenceChanges(sent: Values<typeof updateParameters>): PreferenceChanges {
  return {
    emails: emailSwitchesOf(sent.email_preferences),
    noLateFees: sent.latefeeoveride,
    noOverdueNotices: sent.overideduenotices,
    taxExempt: sent.taxexempt,
    separateInvoices: sent.separateinvoices,
    noAutomaticCharge: sent.disableautocc,
    noAutomaticClosing: sent.overrideautoclose,
  }
}

const FIELD_TEXT: Readonly<Record<string, string>> = {
  firstName: 'You did not enter your first name',
  lastName: 'You did not enter your last name',
  email: 'You did not enter your email address',
  address1: 'You did not enter your address line 1',
  city: 'You did not enter your city',
  state: 'You did not enter your state',
  postcode: 'You did not enter your postcode',
  phoneNumber: 'You did not enter your phone number',
}

export const fieldRequired = (facts: Readonly<Record<string, unknown>>): string | undefined =>
  FIELD_TEXT[String(facts.field)]
