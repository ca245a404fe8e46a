import { formatMoney } from '../../../../base/money.ts'
import { Refusal } from '../../../../base/refusal.ts'
import { fullName } from '../../../../clients/client.ts'
import type { ClientDetails } from '../../../../clients/clients.ts'
import { callingCode, countryName } from '../../../../clients/countries.ts'
import type { Fields } from '../../../codec/tree.ts'
import { action, type WhmcsCall } from '../../action.ts'
import { flagNumber, shownMoney } from '../../encode.ts'
import { flag, idFilter, textFilter } from '../../parameters.ts'

/** Section 6.1 of the reference. The client's fields stand under `client` and, for old callers, beside it again. */
export const getClientsDetails = action({
  name: 'GetClientsDetails',
  reads: true,
  permission: 'clients.read',
  about: 'Everything about one client',
  partial: 'There is no billing engine, so the invoice figures of `stats` are zero',
  parameters: {
    clientid: idFilter('The client'),
    email: textFilter('Or its e-mail address'),
    stats: flag('Adds the figures of what the client holds'),
  },
  refusals: { not_found: 'Client Not Found' },
  async answer(call, { clientid, email, stats }) {
    if (clientid === undefined && email === undefined)
      throw new Refusal('client_not_named', 'Either clientid Or email Is Required')
    const target = clientid === undefined ? { email: email! } : { id: clientid }
    const details = await call.domain.clients.getWithDetails(call.actor, target)
    const client = detailFields(call, details)
    return { ...client, client, ...(stats && { stats: await statFields(call, details) }) }
  },
})

function detailFields({ wallClock }: WhmcsCall, { client, currency, users, customFields }: ClientDetails): Fields {
  const { preferences, country } = client
  const emailSwitch = (on: boolean) => (on ? '1' : '0')
  const owner = users.find(({ isOwner }) => isOwner)
  const code = callingCode(country)
  const phone = internationalNumber(client.phoneNumber, code)
  return {
    client_id: client.id,
    owner_user_id: owner?.id ?? 0,
    userid: client.id,
    id: client.id,
    uuid: client.uuid,
    firstname: client.firstName,
    lastname: client.lastName,
    fullname: fullName(client),
    companyname: client.companyName,
    email: client.email,
    address1: client.address1,
    address2: client.address2,
    city: client.city,
    fullstate: client.state,
    state: client.state,
    postcode: client.postcode,
    countrycode: country,
    country,
    phonenumber: client.phoneNumber,
    tax_id: client.taxId,
    email_preferences: {
      general: emailSwitch(preferences.emails.general),
      invoice: emailSwitch(preferences.emails.invoice),
      support: emailSwitch(preferences.emails.support),
      product: emailSwitch(preferences.emails.product),
      domain: emailSwitch(preferences.emails.domain),
      affiliate: emailSwitch(preferences.emails.affiliate),
    },
    statecode: client.state,
    countryname: countryName(country),
    phonecc: code,
    phonenumberformatted: phone,
    telephoneNumber: phone,
    billingcid: 0,
    notes: client.notes,
    currency: client.currencyId,
    defaultgateway: client.paymentMethod,
    groupid: client.groupId ?? 0,
    status: client.status,
    credit: formatMoney(client.creditMinor),
    taxexempt: preferences.taxExempt,
    latefeeoveride: preferences.noLateFees,
    overideduenotices: preferences.noOverdueNotices,
    separateinvoices: preferences.separateInvoices,
    disableautocc: preferences.noAutomaticCharge,
    emailoptout: !preferences.marketing,
    marketing_emails_opt_in: preferences.marketing,
    overrideautoclose: preferences.noAutomaticClosing,
    allowSingleSignOn: flagNumber(preferences.singleSignOn),
    email_verified: preferences.emailVerified,
    language: client.language,
    isOptedInToMarketingEmails: preferences.marketing,
    lastlogin:
      client.lastLoginAt === null
        ? 'No Login Logged'
        : `Date: ${wallClock.format(client.lastLoginAt)}<br>IP Address: ${client.lastLoginAddress}`,
    currency_code: currency.code,
    customfields: customFields.map(({ field, value }) => ({ id: field.id, value })),
    ...Object.fromEntries(customFields.map(({ value }, index) => [`customfields${index + 1}`, value])),
    users: {
      user: users.map((user) => ({
        id: user.id,
        name: `${user.firstName} ${user.lastName}`.trim(),
        email: user.email,
        is_owner: user.isOwner,
      })),
    },
  }
}

/** `+44.2079460000`, as registries write it; as it was typed where the country has no code. */
function internationalNumber(number: string, code: string): string {
  const digits = number.replace(/\D/g, '')
  if (!code || !digits) return number
  const national = number.trim().startsWith('+') && digits.startsWith(code) ? digits.slice(code.length) : digits
  return `+${code}.${national}`
}

/** Kinds of invoice that the documents count; without a billing engine there are none. */
const INVOICE_COUNTS = [
  ['numdueinvoices', 'dueinvoicesbalance'],
  ['numoverdueinvoices', 'overdueinvoicesbalance'],
  ['numDraftInvoices', 'draftInvoicesBalance'],
  ['numunpaidinvoices', 'unpaidinvoicesamount'],
  ['numpaidinvoices', 'paidinvoicesamount'],
  ['numcancelledinvoices', 'cancelledinvoicesamount'],
  ['numrefundedinvoices', 'refundedinvoicesamount'],
  ['numcollectionsinvoices', 'collectionsinvoicesamount'],
  ['numpaymentpendinginvoices', 'paymentpendinginvoicesamount'],
] as const

async function statFields(call: WhmcsCall, { client, currency }: ClientDetails): Promise<Fields> {
  const { services, domains } = await call.domain.holdings.countOf(call.actor, client.id)
  const tickets = await call.domain.support.tickets.countOfClient(call.actor, client.id)
  const all = Object.values(services)
  const amount = (minor: ClientDetails['client']['creditMinor']) => shownMoney(minor, currency)
  const nothing = amount(0 as typeof client.creditMinor)
  const invoices = Object.fromEntries(
    INVOICE_COUNTS.flatMap(([count, sum]) => [[count, 0] as const, [sum, nothing] as const]),
  )
  const { hostingaccount: hosting, reselleraccount: reseller, server, other } = services
  return {
    numdueinvoices: 0,
    dueinvoicesbalance: nothing,
    incredit: client.creditMinor > 0,
    creditbalance: amount(client.creditMinor),
    grossRevenue: nothing,
    expenses: nothing,
    income: nothing,
    ...invoices,
    productsnumactivehosting: hosting.active,
    productsnumhosting: hosting.total,
    productsnumactivereseller: reseller.active,
    productsnumreseller: reseller.total,
    productsnumactiveservers: server.active,
    productsnumservers: server.total,
    productsnumactiveother: other.active,
    productsnumother: other.total,
    productsnumactive: all.reduce((sum, { active }) => sum + active, 0),
    productsnumtotal: all.reduce((sum, { total }) => sum + total, 0),
    numactivedomains: domains.active,
    numdomains: domains.total,
    numacceptedquotes: 0,
    numquotes: 0,
    numtickets: tickets.total,
    numactivetickets: tickets.active,
    numaffiliatesignups: 0,
    isAffiliate: false,
  }
}
