import type { Actor } from '../../access/actor.ts'
import { merge, type Patch } from '../../base/merge.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import type { Tx } from '../../base/transaction.ts'
import { changesBetween, record } from '../../events/event.ts'
import type { Changes } from '../../events/store.ts'
import { nameOf } from '../checks.ts'
import { CYCLE_KEYS } from '../cycle.ts'
import type { CatalogStores } from '../parts.ts'
import { checkPrices, inOrder, type Price } from '../price.ts'
import { type ConfigChoice, type ConfigOption, checkedOption, type PlainOption } from './config-option.ts'

/** What is left out stays as it is. Choices are known by their names; none is taken away, because services hold them. */
export type ConfigOptionChanges = Patch<Omit<PlainOption, 'kind'>> & {
  /** All of them, in order. */
  choices?: readonly WantedChoice[] | undefined
  /** All of them. */
  productIds?: readonly number[] | undefined
}

type WantedChoice = { name: string; hidden?: boolean | undefined; prices?: readonly Price[] | undefined }

export async function updateConfigOption(
  tx: Tx<CatalogStores>,
  actor: Actor,
  id: number,
  { choices, productIds, ...plain }: ConfigOptionChanges,
): Promise<ConfigOption> {
  const [before] = await tx.catalog.configOptions.lock([id])
  if (!before) throw new NotFound('Configurable option', id)
  const { choices: choicesBefore, id: _id, ...plainBefore } = before
  const after = checkedOption(merge(plainBefore, plain))
  const differences = {
    ...changesBetween(plainBefore, after),
    ...(choices && (await changeChoices(tx, id, choicesBefore, choices))),
    ...(productIds && (await changeProducts(tx, id, productIds))),
  }
  if (Object.keys(differences).length === 0) return before
  await tx.catalog.configOptions.update(id, after)
  await record(tx, actor, {
    kind: 'config_option.updated',
    subjectId: id,
    description: `Configurable option ${id} updated: ${after.name} (${Object.keys(differences).join(', ')})`,
    changes: differences,
  })
  return (await tx.catalog.configOptions.list([id]))[0]!
}

async function changeChoices(
  tx: CatalogStores,
  optionId: number,
  before: readonly ConfigChoice[],
  wanted: readonly WantedChoice[],
): Promise<Changes> {
  const names = wanted.map(({ name }) => nameOf(name))
  if (new Set(names).size < names.length) throw new Invalid('choices', 'each name once')
  const missing = before.find(({ name }) => !names.includes(name))
  if (missing)
    throw new Invalid('choices', 'all that there are', `a list without ${missing.name}`, {
      hint: 'Services may hold a choice, so none is taken away: hide it instead',
    })
  const currencyIds = (await tx.clients.currencies.list()).map(({ id }) => id)
  const shownBefore = await shownChoices(tx, optionId)
  for (const [position, { hidden, prices }] of wanted.entries()) {
    const name = names[position]!
    const known = before.find((choice) => choice.name === name)
    if (prices) checkPrices(prices, CYCLE_KEYS, currencyIds)
    const id = known?.id ?? (await tx.catalog.configOptions.insertChoice({ optionId, name, hidden: false, position }))
    await tx.catalog.configOptions.updateChoice(id, { hidden, position })
    if (prices) await tx.catalog.prices.replace('choice', id, prices)
  }
  return changesBetween({ choices: shownBefore }, { choices: await shownChoices(tx, optionId) })
}

async function shownChoices({ catalog }: CatalogStores, optionId: number) {
  const [option] = await catalog.configOptions.list([optionId])
  const ids = option!.choices.map(({ id }) => id)
  const prices = await catalog.prices.of('choice', ids)
  return option!.choices.map(({ id, name, hidden }) => ({ name, hidden, prices: inOrder(prices.get(id) ?? []) }))
}

async function changeProducts(tx: CatalogStores, optionId: number, productIds: readonly number[]): Promise<Changes> {
  const before = (await tx.catalog.configOptions.linksOf([optionId])).map(({ productId }) => productId)
  const after = [...new Set(productIds)].sort((a, b) => a - b)
  for (const id of after) {
    if (!(await tx.catalog.products.get(id))) throw new NotFound('Product', id)
    await tx.catalog.configOptions.link(id, optionId)
  }
  for (const id of before) if (!after.includes(id)) await tx.catalog.configOptions.unlink(id, optionId)
  return changesBetween({ productIds: before }, { productIds: after })
}
