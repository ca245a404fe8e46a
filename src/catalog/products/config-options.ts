import { type Actor, authorize } from '../../access/actor.ts'
import { merge, type Patch } from '../../base/merge.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import type { Tx } from '../../base/transaction.ts'
import { changesBetween, record } from '../../events/event.ts'
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

export function makeConfigOptions({ transaction }: Pick<CatalogParts, 'transaction'>) {
  return {
    async create(actor: Actor, input: NewConfigOptionInput): Promise<ConfigOption> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => createConfigOption(tx, actor, input))
    },

    async update(actor: Actor, id: number, changes: ConfigOptionChanges): Promise<ConfigOption> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => updateConfigOption(tx, actor, id, changes))
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
  const options = await catalog.configOptions.list([...new Set(links.map(({ optionId }) => optionId))])
  const choiceIds = options.flatMap(({ choices }) => choices.map(({ id }) => id))
  const prices = await catalog.prices.of('choice', choiceIds)
  const priced = new Map(
    options.map((option) => [
      option.id,
      { ...option, choices: option.choices.map((choice) => ({ ...choice, prices: prices.get(choice.id) ?? [] })) },
    ]),
  )
  const linksOf = Map.groupBy(links, ({ productId }) => productId)
  return new Map([...linksOf].map(([id, its]) => [id, its.map(({ optionId }) => priced.get(optionId)!)]))
}
