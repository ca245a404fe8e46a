import { type Minor, toMinor } from '../base/money.ts'
import { NotFound } from '../base/refusal.ts'
import { wholeNumber } from './checks.ts'
import { type Cycle, cyclesOf, isRecurring, type PayType } from './cycle.ts'
import type { Price, PriceOwner } from './price.ts'
import { choose, type GivenSelections, type Selections } from './products/config-option.ts'
import { configOptionsOf } from './products/config-options.ts'
import type { PricedConfigOption } from './products/product.ts'
import { CatalogRefused } from './refused.ts'
import type { CatalogStore } from './store.ts'

type Stores = { catalog: CatalogStore }

export type Quote = {
  setupMinor: Minor
  /** Each further payment; nothing where there is none. */
  recurringMinor: Minor
  /** The set-up and the first period together. */
  firstPaymentMinor: Minor
}

export type ProductQuote = Quote & { configOptions: Selections }

/** Undefined where the cycle is not offered in the currency. */
export async function priceOf(
  { catalog }: Stores,
  owner: PriceOwner,
  ownerId: number,
  currencyId: number,
  cycle: Cycle,
): Promise<Price | undefined> {
  return priceIn((await catalog.prices.of(owner, [ownerId])).get(ownerId), currencyId, cycle)
}

const priceIn = (prices: readonly Price[] | undefined, currencyId: number, cycle: Cycle) =>
  prices?.find((price) => price.currencyId === currencyId && price.cycle === cycle)

/** What can be ordered, the shortest first. What is free is offered in every currency. */
export async function offeredCycles(
  { catalog }: Stores,
  owner: 'product' | 'addon',
  { id, payType }: { id: number; payType: PayType },
  currencyId: number,
): Promise<Cycle[]> {
  if (payType === 'free') return ['free']
  const prices = (await catalog.prices.of(owner, [id])).get(id)
  return cyclesOf(payType).filter((cycle) => priceIn(prices, currencyId, cycle))
}

/** What a product costs with these options, which come back whole. */
export async function quote(
  tx: Stores,
  {
    productId,
    currencyId,
    cycle,
    configOptions = {},
    quantity = 1,
  }: {
    productId: number
    currencyId: number
    cycle: Cycle
    configOptions?: GivenSelections | undefined
    quantity?: number | undefined
  },
): Promise<ProductQuote> {
  const product = await tx.catalog.products.get(productId)
  if (!product) throw new NotFound('Product', productId)
  const options = (await configOptionsOf(tx, [productId])).get(productId) ?? []
  const selections = choose(options, configOptions)
  const own = await sellingPrice(tx, 'product', product, currencyId, cycle)
  const priced = options.map((option) => selectedPrice(option, selections, currencyId, cycle))
  return { ...sum([own, ...priced], cycle, quantity), configOptions: selections }
}

/** What an add-on costs. */
export async function quoteAddon(
  tx: Stores,
  {
    addonId,
    currencyId,
    cycle,
    quantity = 1,
  }: {
    addonId: number
    currencyId: number
    cycle: Cycle
    quantity?: number | undefined
  },
): Promise<Quote> {
  const definition = await tx.catalog.addons.get(addonId)
  if (!definition) throw new NotFound('Add-on definition', addonId)
  return sum([await sellingPrice(tx, 'addon', definition, currencyId, cycle)], cycle, quantity)
}

type Amounts = Pick<Price, 'setupMinor' | 'priceMinor'>

const NOTHING: Amounts = { setupMinor: toMinor(0), priceMinor: toMinor(0) }

async function sellingPrice(
  tx: Stores,
  owner: 'product' | 'addon',
  { id, name, payType }: { id: number; name: string; payType: PayType },
  currencyId: number,
  cycle: Cycle,
): Promise<Amounts> {
  if (payType === 'free' && cycle === 'free') return NOTHING
  const price = await priceOf(tx, owner, id, currencyId, cycle)
  if (!price) throw new CatalogRefused('cycle_not_offered', `${name} is not offered for ${cycle}`, { owner, id, cycle })
  return price
}

/** A choice without a price in this cycle costs nothing more. */
function selectedPrice(option: PricedConfigOption, selections: Selections, currencyId: number, cycle: Cycle): Amounts {
  const { choiceId, quantity } = selections[option.id] ?? { choiceId: null, quantity: 0 }
  const choice = option.choices.find(({ id }) => id === choiceId)
  const { setupMinor, priceMinor } = priceIn(choice?.prices, currencyId, cycle) ?? NOTHING
  return { setupMinor: payable(setupMinor * quantity), priceMinor: payable(priceMinor * quantity) }
}

/** Refuses what is too large to be counted exactly, which only an absurd quantity makes of a price. */
export function payable(amount: number): Minor {
  if (!Number.isSafeInteger(amount))
    throw new CatalogRefused('quantity_refused', 'The amount is too large to be charged')
  return toMinor(amount)
}

function sum(amounts: readonly Amounts[], cycle: Cycle, quantity: number): Quote {
  wholeNumber('quantity', quantity, 1)
  const total = (field: keyof Amounts) =>
    payable(amounts.reduce((before, amount) => before + amount[field], 0) * quantity)
  const setupMinor = total('setupMinor')
  const periodMinor = total('priceMinor')
  return {
    setupMinor,
    recurringMinor: isRecurring(cycle) ? periodMinor : toMinor(0),
    firstPaymentMinor: payable(setupMinor + periodMinor),
  }
}
