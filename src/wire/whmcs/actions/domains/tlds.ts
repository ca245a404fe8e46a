import type { Minor } from '../../../../base/money.ts'
import { parseMoney } from '../../../../base/money.ts'
import { Invalid, Refusal } from '../../../../base/refusal.ts'
import { TLD_ACTIONS, type Tld, type TldAction, type TldLabel, type TldPeriod } from '../../../../catalog/tld.ts'
import { type Currency, converted, rateText } from '../../../../clients/currency.ts'
import type { Param } from '../../../codec/php-value.ts'
import type { Fields, Tree } from '../../../codec/tree.ts'
import { action, type WhmcsCall } from '../../action.ts'
import { moneyText } from '../../encode.ts'
import { flag, idFilter, integer, raw, required, text } from '../../parameters.ts'

const ALL = { offset: 0, limit: 10_000 }
const LIMITS: Readonly<Record<TldAction, readonly [years: number, words: string]>> = {
  register: [10, 'The maximum register period is 10 years'],
  renew: [9, 'The maximum renew period is 9 years'],
  transfer: [10, 'The maximum transfer period is 10 years'],
}
const LABELS = ['HOT', 'NEW', 'SALE']

function yearsOf(name: TldAction, sent: Param | undefined): Record<string, Minor> | undefined {
  if (sent === undefined || sent === '') return undefined
  if (typeof sent === 'string') throw new Refusal('no_array', 'Parameters register, renew and transfer must be arrays')
  if (name === 'transfer' && sent.size > 1) throw new Refusal('one_period', 'Only one transfer period can be defined')
  const years: Record<string, Minor> = {}
  for (const [year, value] of sent) {
    const amount = typeof value === 'string' ? parseMoney(value.trim()) : undefined
    const [most, words] = LIMITS[name]
    if (!/^[1-9]\d{0,3}$/.test(year) || amount === undefined || amount < 0)
      throw new Invalid(name, 'an array of years to amounts', `${year}`)
    if (Number(year) > most) throw new Refusal('too_many_years', words)
    years[year] = amount
  }
  return years
}

const feeOf = (name: string, sent: string | undefined): Minor | undefined => {
  if (!sent?.trim()) return undefined
  const amount = parseMoney(sent.trim())
  if (amount === undefined) throw new Invalid(name, 'an amount such as 12.95', sent)
  return amount
}

function currencyOf(sent: string | undefined, currencies: readonly Currency[]): Currency {
  if (!sent?.trim()) throw new Refusal('currency_required', 'Variable currency_code is required when defining pricing')
  const found = currencies.find(({ code }) => code === sent.trim().toUpperCase())
  if (found) return found
  const known = currencies.map(({ code }) => code).join(', ')
  throw new Refusal('currency_unknown', `Provided currency_code value does not exist. Must be one of: ${known}`)
}

function registrarOf({ actor, domain }: WhmcsCall, sent: string | undefined): string | undefined {
  const wanted = sent?.trim()
  if (!wanted) return sent === undefined ? undefined : ''
  const names = domain.modules.registrars(actor).map(({ name }) => name)
  if (names.length === 0)
    throw new Refusal('no_registrars', 'No Active Registrars - auto_registrar value cannot be defined')
  const found = names.find((name) => name.toLowerCase() === wanted.toLowerCase())
  if (found) return found
  throw new Refusal('registrar_unknown', `Invalid auto_registrar value. Must be empty or one of: ${names.join(', ')}`)
}

/** By currency: the amounts as given, and converted by its rate into every other one. */
function inEach<K extends string>(all: readonly Currency[], given: Currency, amounts: Readonly<Record<K, Minor>>) {
  const names = Object.keys(amounts) as K[]
  const into = (to: Currency) =>
    Object.fromEntries(names.map((name) => [name, converted(amounts[name], given, to)])) as Record<K, Minor>
  return Object.fromEntries(all.map((currency) => [currency.id, into(currency)]))
}

/** A fee below zero switches the period off. */
function periodOf(
  before: TldPeriod,
  inAll: (fee: Minor) => Record<string, { fee: Minor }>,
  days: number | undefined,
  fee: Minor | undefined,
): TldPeriod {
  if (fee !== undefined && fee < 0) return { days: null, fees: {} }
  const each = fee === undefined ? [] : Object.entries(inAll(fee)).map(([id, { fee: amount }]) => [id, amount] as const)
  const fees = { ...before.fees, ...Object.fromEntries(each) }
  return { days: days === undefined ? before.days : days, fees }
}

/** Part A8 of the reference. */
export const createOrUpdateTLD = action({
  name: 'CreateOrUpdateTLD',
  reads: false,
  permission: 'catalog.write',
  about: 'Says what names of a top-level domain cost, and what is offered with them',
  parameters: {
    extension: required(text('The top-level domain, with its dot')),
    id_protection: flag('Offered'),
    dns_management: flag('Offered'),
    email_forwarding: flag('Offered'),
    epp_required: flag('A transfer needs an authorisation code'),
    auto_registrar: text('The registrar module that gets what is ordered; empty for none'),
    group: text('HOT, NEW or SALE; empty for none'),
    currency_code: text('Of the amounts'),
    grace_period_days: integer('Days after the end in which a name is renewed as before'),
    grace_period_fee: text('What that costs; below zero there is no such period'),
    redemption_period_days: integer('Days after that in which it can be had back'),
    redemption_period_fee: text('What that costs; below zero there is no such period'),
    register: raw('array', 'Years to price, up to 10 years'),
    renew: raw('array', 'Years to price, up to 9 years'),
    transfer: raw('array', 'Years to price: one period'),
    display_after: text('The top-level domain that this one follows'),
  },
  fields: { name: 'extension' },
  async answer(call, sent) {
    const { actor, domain, quoted } = call
    const extension = sent.extension?.trim()
    if (!extension) throw new Refusal('extension_required', 'Extension is required')
    const registrar = registrarOf(call, sent.auto_registrar)
    const label = sent.group?.trim().toUpperCase()
    if (label && !LABELS.includes(label))
      throw new Refusal('group_unknown', `Invalid group parameter: ${sent.group}. Should be one of HOT, NEW, SALE`)
    const years = Object.fromEntries(TLD_ACTIONS.map((name) => [name, yearsOf(name, sent[name])]))
    const fees = [
      feeOf('grace_period_fee', sent.grace_period_fee),
      feeOf('redemption_period_fee', sent.redemption_period_fee),
    ]
    const hasAmounts = [...Object.values(years), ...fees].some((given) => given !== undefined)
    const currencies = await domain.clients.currencies.list(actor)
    const currency = hasAmounts ? currencyOf(sent.currency_code, currencies) : undefined

    const all = (await domain.catalog.tlds.list(actor, {}, ALL)).rows
    const name = extension.toLowerCase().replace(/^\./, '')
    const before = all.find((tld) => tld.name === name)
    const none: TldPeriod = { days: null, fees: {} }
    const pricesOf = (which: TldAction) => ({
      ...before?.prices[which],
      ...(currency && years[which] && inEach(currencies, currency, years[which])),
    })
    const inAll = (fee: Minor) => (currency ? inEach(currencies, currency, { fee }) : {})
    const follows = sent.display_after?.trim().toLowerCase().replace(/^\./, '')
    const behind = all.find((tld) => tld.name === follows)?.position
    const form = {
      name: extension,
      idProtection: sent.id_protection,
      dnsManagement: sent.dns_management,
      emailForwarding: sent.email_forwarding,
      eppRequired: sent.epp_required,
      registrar,
      label: label === undefined ? undefined : (label.toLowerCase() as TldLabel),
      grace: periodOf(before?.grace ?? none, inAll, sent.grace_period_days, fees[0]),
      redemption: periodOf(before?.redemption ?? none, inAll, sent.redemption_period_days, fees[1]),
      prices: { register: pricesOf('register'), renew: pricesOf('renew'), transfer: pricesOf('transfer') },
      position: behind === undefined ? undefined : behind + 1,
    }
    const tld = before
      ? await domain.catalog.tlds.update(actor, before.id, form)
      : await domain.catalog.tlds.create(actor, form)
    return { extension, id: quoted(tld.id) }
  },
})

/** Part A8 of the reference. Each by its name without the dot. */
export const getTLDPricing = action({
  name: 'GetTLDPricing',
  reads: true,
  permission: 'catalog.read',
  about: 'What domain names cost in one currency',
  parameters: {
    currencyid: idFilter('The currency; the default one when not given'),
    clientid: idFilter('The currency of this client'),
  },
  refusals: { not_found: ({ facts }) => (facts.noun === 'Client' ? 'Client ID Not Found' : 'Currency ID Not Found') },
  async answer({ actor, domain }, { currencyid, clientid }) {
    const { clients, catalog } = domain
    const id = clientid === undefined ? currencyid : (await clients.get(actor, clientid)).currencyId
    const currencies = await clients.currencies.list(actor)
    const currency = currencies.find((each) => (id === undefined ? each.isDefault : each.id === id))
    if (!currency) throw new Refusal('currency_unknown', 'Currency ID Not Found')
    const { code, prefix, suffix, format, rate } = currency
    const { rows } = await catalog.tlds.list(actor, {}, ALL)
    const sorted = rows.toSorted((a, b) => a.position - b.position || a.id - b.id)
    return {
      currency: { id: currency.id, code, prefix, suffix, format, rate: rateText(rate) },
      pricing: Object.fromEntries(sorted.map((tld) => [tld.name, pricingOf(tld, currency.id)])),
    }
  },
})

function pricingOf(tld: Tld, currencyId: number): Fields {
  const prices = (which: TldAction): Fields =>
    Object.fromEntries(
      Object.entries(tld.prices[which][currencyId] ?? {}).map(([years, amount]) => [years, moneyText(amount)]),
    )
  return {
    tld: tld.name,
    categories: ['Popular'],
    addons: { dns: tld.dnsManagement, email: tld.emailForwarding, idprotect: tld.idProtection },
    group: tld.label,
    register: prices('register'),
    transfer: prices('transfer'),
    renew: prices('renew'),
    grace_period: periodFields(tld.grace, currencyId),
    redemption_period: periodFields(tld.redemption, currencyId),
  }
}

function periodFields({ days, fees }: TldPeriod, currencyId: number): Tree {
  if (days === null) return null
  const fee = fees[currencyId]
  return { days, ...(fee !== undefined && { price: moneyText(fee) }) }
}
