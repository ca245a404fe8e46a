import { type Actor, authorize } from '../../access/actor.ts'
import { merge, type Patch } from '../../base/merge.ts'
import { Invalid, NotFound, refuseHeld } from '../../base/refusal.ts'
import type { Tx } from '../../base/transaction.ts'
import { changesBetween, record } from '../../events/event.ts'
import { deleteNoun, type TellsDeletionOf } from '../../events/record-noun.ts'
import { nameOf, wholeNumber } from '../checks.ts'
import { CYCLE_KEYS } from '../cycle.ts'
import type { CatalogParts, CatalogStores } from '../parts.ts'
import { checkPrices, type Price } from '../price.ts'
import type { CatalogStore } from '../store.ts'
import { type ConfigOption, checkedOption } from './config-option.ts'
import type { PricedConfigOption } from './product.ts'
import { type ConfigOptionChanges, updateConfigOption } from './update-config-option.ts'

type NewChoiceInput = {
  id?: number | undefined
  name: string
  hidden?: boolean | undefined
  position?: number | undefined
  prices?: readonly Price[] | undefined
}

export type NewConfigOptionInput = Patch<Omit<ConfigOption, 'name' | 'kind' | 'choices'>> &
  Pick<ConfigOption, 'name' | 'kind'> & {
    /** In this order unless they say otherwise. */
    choices: readonly NewChoiceInput[]
    productIds?: readonly number[] | undefined
  }

/** Before anything is said about it. */
export const CONFIG_OPTION_DEFAULTS = { minQuantity: 0, maxQuantity: 0, hidden: false, position: 0 }

/** With what it costs, and the products it is chosen with. */
export type ConfigOptionListing = PricedConfigOption & { productIds: readonly number[] }

export function makeConfigOptions({ read, transaction }: Pick<CatalogParts, 'read' | 'transaction'>) {
  return {
    async create(actor: Actor, input: NewConfigOptionInput): Promise<ConfigOption> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => createConfigOption(tx, actor, input))
    },

    async update(actor: Actor, id: number, changes: ConfigOptionChanges): Promise<ConfigOption> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => updateConfigOption(tx, actor, id, changes))
    },

    /** Only one that no service has chosen from; the others are hidden. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => deleteConfigOption(tx, actor, id))
    },

    async get(actor: Actor, id: number): Promise<ConfigOptionListing> {
      authorize(actor, 'catalog.read')
      const [option] = await listingsOf(read, [id])
      if (!option) throw new NotFound('Configurable option', id)
      return option
    },

    /** By position, then id. */
    async list(actor: Actor): Promise<ConfigOptionListing[]> {
      authorize(actor, 'catalog.read')
      return listingsOf(read, await read.catalog.configOptions.ids())
    },
  }
}

async function createConfigOption(
  tx: Tx<CatalogStores>,
  actor: Actor,
  input: NewConfigOptionInput,
): Promise<ConfigOption> {
  const { name, kind, minQuantity, maxQuantity, hidden, position } = input
  const blank = { ...CONFIG_OPTION_DEFAULTS, name, kind }
  const option = checkedOption(merge(blank, { minQuantity, maxQuantity, hidden, position }))
  if (input.choices.length === 0) throw new Invalid('choices', 'at least one choice')
  const currencyIds = (await tx.clients.currencies.list()).map(({ id }) => id)
  const id = await tx.catalog.configOptions.insert({ ...option, id: input.id })
  for (const [index, choice] of input.choices.entries()) {
    const prices = choice.prices ?? []
    checkPrices(prices, CYCLE_KEYS, currencyIds)
    const choiceId = await tx.catalog.configOptions.insertChoice({
      id: choice.id,
      optionId: id,
      name: nameOf(choice.name),
      hidden: choice.hidden ?? false,
      position: wholeNumber('position', choice.position ?? index),
    })
    await tx.catalog.prices.replace('choice', choiceId, prices)
  }
  for (const productId of input.productIds ?? []) {
    if (!(await tx.catalog.products.get(productId))) throw new NotFound('Product', productId)
    await tx.catalog.configOptions.link(productId, id)
  }
  await record(tx, actor, {
    kind: 'config_option.created',
    subjectId: id,
    description: `Configurable option ${id} added: ${option.name}`,
    changes: changesBetween({}, { ...option, choices: input.choices, productIds: input.productIds ?? [] }),
  })
  return (await tx.catalog.configOptions.list([id]))[0]!
}

/** Of each product that has any, in a fixed number of statements. */
export async function configOptionsOf(
  { catalog }: { catalog: CatalogStore },
  productIds: readonly number[],
): Promise<ReadonlyMap<number, PricedConfigOption[]>> {
  const links = await catalog.configOptions.links(productIds)
  const options = await pricedOptions(catalog, [...new Set(links.map(({ optionId }) => optionId))])
  const priced = new Map(options.map((option) => [option.id, option]))
  const linksOf = Map.groupBy(links, ({ productId }) => productId)
  return new Map([...linksOf].map(([id, its]) => [id, its.map(({ optionId }) => priced.get(optionId)!)]))
}

async function pricedOptions(catalog: CatalogStore, ids: readonly number[]): Promise<PricedConfigOption[]> {
  const options = await catalog.configOptions.list(ids)
  const choiceIds = options.flatMap(({ choices }) => choices.map(({ id }) => id))
  const prices = await catalog.prices.of('choice', choiceIds)
  return options.map((option) => ({
    ...option,
    choices: option.choices.map((choice) => ({ ...choice, prices: prices.get(choice.id) ?? [] })),
  }))
}

async function listingsOf({ catalog }: CatalogStores, ids: readonly number[]): Promise<ConfigOptionListing[]> {
  const options = await pricedOptions(catalog, ids)
  const links = Map.groupBy(await catalog.configOptions.linksOf(ids), ({ optionId }) => optionId)
  return options.map((option) => ({
    ...option,
    productIds: (links.get(option.id) ?? []).map(({ productId }) => productId),
  }))
}

const CONFIG_OPTION: TellsDeletionOf<Omit<ConfigOption, 'id'>> = {
  deleted: 'config_option.deleted',
  title: (id) => `Configurable option ${id}`,
  detail: ({ name }) => `: ${name}`,
}

async function deleteConfigOption(tx: Tx<CatalogStores>, actor: Actor, id: number): Promise<void> {
  const { configOptions } = tx.catalog
  const [before] = await configOptions.lock([id])
  if (!before) throw new NotFound('Configurable option', id)
  refuseHeld('Configurable option', id, await configOptions.holders(id), 'Hide it instead')
  await deleteNoun(tx, actor, CONFIG_OPTION, before, configOptions.delete)
}
