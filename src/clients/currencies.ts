import { type Actor, authorize } from '../access/actor.ts'
import { merge } from '../base/merge.ts'
import { Invalid, NotFound, refuseHeld } from '../base/refusal.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
import { createNoun, deleteNoun, type TellsDeletionOf, type TellsOf, updateNoun } from '../events/record-noun.ts'
import type { ClientStores } from './create-client.ts'
import { CURRENCY_FORMATS, type Currency, type CurrencyFormat, HIGHEST_RATE, RATE_OF_DEFAULT } from './currency.ts'
import { ClientRefused } from './refused.ts'

export type NewCurrencyInput = {
  id?: number | undefined
  code: string
  prefix?: string | undefined
  suffix?: string | undefined
  format?: CurrencyFormat | undefined
  /** In hundred-thousandths; the default's is 100,000. */
  rate?: number | undefined
  /** The first currency is the default whatever this says. */
  isDefault?: boolean | undefined
}

/** What is left out stays as it is. */
export type CurrencyChanges = {
  prefix?: string | undefined
  suffix?: string | undefined
  format?: CurrencyFormat | undefined
  rate?: number | undefined
  isDefault?: true | undefined
}

export function makeCurrencies({ read, transaction }: { read: ClientStores; transaction: Transaction<ClientStores> }) {
  return {
    async create(actor: Actor, input: NewCurrencyInput): Promise<Currency> {
      authorize(actor, 'clients.write')
      return transaction((tx) => createCurrency(tx, actor, input))
    },

    /** The default is moved by naming the new one. */
    async update(actor: Actor, id: number, changes: CurrencyChanges): Promise<Currency> {
      authorize(actor, 'clients.write')
      return transaction((tx) => updateCurrency(tx, actor, id, changes))
    },

    /** Only one without clients and prices, and never the default. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'clients.write')
      return transaction((tx) => deleteCurrency(tx, actor, id))
    },

    async get(actor: Actor, id: number): Promise<Currency> {
      authorize(actor, 'clients.read')
      return existing(await read.clients.currencies.get(id), id)
    },

    /** By id. */
    async list(actor: Actor): Promise<Currency[]> {
      authorize(actor, 'clients.read')
      return read.clients.currencies.list()
    },
  }
}

const CURRENCY: TellsOf<Omit<Currency, 'id'>> & TellsDeletionOf<Omit<Currency, 'id'>> = {
  created: 'currency.created',
  updated: 'currency.updated',
  deleted: 'currency.deleted',
  title: (_, { code }) => `Currency ${code}`,
}

async function createCurrency(
  tx: Tx<ClientStores>,
  actor: Actor,
  { id: prescribed, code, isDefault = false, ...input }: NewCurrencyInput,
): Promise<Currency> {
  if (!/^[A-Z]{3}$/.test(code)) throw new Invalid('currency code', 'three capital letters such as EUR', code)
  const known = await tx.clients.currencies.reserve()
  if (known.some((other) => other.code === code)) throw new Invalid('currency code', 'one that is not there yet', code)
  const { prefix = '', suffix = '', format = 1, rate = RATE_OF_DEFAULT } = input
  const row = checked({ code, prefix, suffix, format, rate, isDefault: isDefault || known.length === 0 })
  const told = { ...CURRENCY, detail: () => (row.isDefault ? ' as the default' : '') }
  return createNoun(tx, actor, told, row, (it) => tx.clients.currencies.insert({ ...it, id: prescribed }))
}

async function updateCurrency(
  tx: Tx<ClientStores>,
  actor: Actor,
  id: number,
  changes: CurrencyChanges,
): Promise<Currency> {
  const before = await reserved(tx, id)
  // All other rates are told against it.
  const given = changes.isDefault ? { rate: RATE_OF_DEFAULT, ...changes } : changes
  const after = checked(merge(before, given))
  return updateNoun(tx, actor, CURRENCY, before, after, () => tx.clients.currencies.update(id, given))
}

async function deleteCurrency(tx: Tx<ClientStores>, actor: Actor, id: number): Promise<void> {
  const { currencies } = tx.clients
  const before = await reserved(tx, id)
  if (before.isDefault)
    throw new ClientRefused('currency_is_default', `${before.code} is the default: name another one first`)
  refuseHeld('Currency', id, await currencies.holders(id), 'Take its prices away; what clients pay in stays')
  await deleteNoun(tx, actor, CURRENCY, before, currencies.delete)
}

function checked<T extends Omit<Currency, 'id'>>(currency: T): T {
  const { format, rate, isDefault } = currency
  if (!CURRENCY_FORMATS.includes(format)) throw new Invalid('format', CURRENCY_FORMATS.join(', '), format)
  if (!Number.isInteger(rate) || rate < 1 || rate > HIGHEST_RATE)
    throw new Invalid('rate', `a whole number from 1 to ${HIGHEST_RATE}`, rate)
  if (isDefault && rate !== RATE_OF_DEFAULT)
    throw new Invalid('rate', `${RATE_OF_DEFAULT} for the default currency`, rate)
  return currency
}

/** Nobody else changes one until the transaction ends. */
const reserved = async (tx: ClientStores, id: number): Promise<Currency> =>
  existing(
    (await tx.clients.currencies.reserve()).find((currency) => currency.id === id),
    id,
  )

function existing(currency: Currency | undefined, id: number): Currency {
  if (!currency) throw new NotFound('Currency', id)
  return currency
}
