import { makeRecordVerbs } from '../access/record-verbs.ts'
import type { RecordForm } from '../access/store.ts'
import { requireOneOf } from '../base/checks.ts'
import type { Patch } from '../base/merge.ts'
import type { Minor } from '../base/money.ts'
import { Invalid } from '../base/refusal.ts'
import { moduleName, wholeNumber } from './checks.ts'
import type { CatalogParts, CatalogStores } from './parts.ts'
import { TLD_ACTIONS, TLD_LABELS, type Tld, type TldPeriod, type TldPrices } from './tld.ts'

const MOST_YEARS = 10
const NONE: TldPeriod = { days: null, fees: {} }

type Draft = { name: string } & Patch<RecordForm<Tld>>

/** What domain names cost, and what is offered with them. */
export const makeTlds = ({ read, transaction }: Pick<CatalogParts, 'read' | 'transaction'>) =>
  makeRecordVerbs<CatalogStores, Tld, { name?: string | undefined }, Draft>({
    read,
    transaction,
    noun: 'TLD',
    kinds: { created: 'tld.created', updated: 'tld.updated', deleted: 'tld.deleted' },
    rights: { read: 'catalog.read', write: 'catalog.write' },
    storeOf: ({ catalog }) => catalog.tlds,
    async checked(tx, form, before) {
      const name = form.name.trim().toLowerCase().replace(/^\./, '')
      if (name.length > 63 || !/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)?$/u.test(name))
        throw new Invalid('name', 'a top-level domain such as com or co.uk', form.name)
      const holder = await tx.catalog.tlds.idOf(name)
      if (holder !== undefined && holder !== before?.id) throw new Invalid('name', 'one that is not there yet', name)
      const currencies = new Set((await tx.clients.currencies.list()).map(({ id }) => String(id)))
      const { prices = { register: {}, renew: {}, transfer: {} } } = form
      for (const action of TLD_ACTIONS) checkPrices(prices[action], currencies)
      return {
        name,
        idProtection: form.idProtection ?? false,
        dnsManagement: form.dnsManagement ?? false,
        emailForwarding: form.emailForwarding ?? false,
        eppRequired: form.eppRequired ?? false,
        registrar: moduleName(form.registrar ?? ''),
        label: requireOneOf('label', TLD_LABELS, form.label ?? ''),
        grace: checkedPeriod('grace', form.grace ?? NONE, currencies),
        redemption: checkedPeriod('redemption', form.redemption ?? NONE, currencies),
        prices,
        position: wholeNumber('position', form.position ?? 0),
      }
    },
    titleOf: ({ name }) => name,
  })

function checkPrices(prices: TldPrices, currencies: ReadonlySet<string>): void {
  for (const [currency, byYears] of Object.entries(prices)) {
    if (!currencies.has(currency)) throw new Invalid('prices', 'ids of currencies', currency)
    for (const [years, amount] of Object.entries(byYears)) {
      if (!/^\d{1,2}$/.test(years) || Number(years) < 1 || Number(years) > MOST_YEARS)
        throw new Invalid('prices', `1 to ${MOST_YEARS} years`, years)
      requirePrice(amount)
    }
  }
}

function checkedPeriod(field: string, { days, fees }: TldPeriod, currencies: ReadonlySet<string>): TldPeriod {
  if (days !== null && (wholeNumber(field, days) < 0 || days > 365)) throw new Invalid(field, '0 to 365 days', days)
  for (const [currency, fee] of Object.entries(fees)) {
    if (!currencies.has(currency)) throw new Invalid(field, 'ids of currencies', currency)
    requirePrice(fee)
  }
  return { days, fees }
}

function requirePrice(amount: Minor): void {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new Invalid('prices', 'amounts of 0 and more', amount)
}
