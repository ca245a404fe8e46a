import { type Actor, authorize } from '../../access/actor.ts'
import { NotFound, refuseHeld } from '../../base/refusal.ts'
import type { Tx } from '../../base/transaction.ts'
import type { Currency } from '../../clients/currency.ts'
import { changesBetween, record } from '../../events/event.ts'
import { deleteNoun, type TellsDeletionOf } from '../../events/record-noun.ts'
import { cyclesOf } from '../cycle.ts'
import type { CatalogParts, CatalogStores } from '../parts.ts'
import { checkPrices, inOrder, type Price } from '../price.ts'
import type { SettingSeals } from '../secret-settings.ts'
import { configOptionsOf } from './config-options.ts'
import type { Product, ProductFilter, ProductListing } from './product.ts'
import { fillProductForm, PRODUCT_DEFAULTS, type ProductChanges } from './product-form.ts'
import { refuseSlug } from './product-groups.ts'
import { freeSlug } from './slug.ts'

export type NewProductInput = ProductChanges & { id?: number | undefined; groupId: number; name: string }

export function makeProducts({ read, transaction, ...seals }: CatalogParts) {
  return {
    async create(actor: Actor, input: NewProductInput): Promise<Product> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => createProduct(tx, seals, actor, input))
    },

    async update(actor: Actor, id: number, changes: ProductChanges): Promise<Product> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => updateProduct(tx, seals, actor, id, changes))
    },

    /** Only one that nobody has or had, and that nothing is offered with; the others are hidden. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => deleteProduct(tx, actor, id))
    },

    async get(actor: Actor, id: number): Promise<ProductListing> {
      authorize(actor, 'catalog.read')
      const [product] = await listingsOf(read, { ids: [id] })
      if (!product) throw new NotFound('Product', id)
      return product
    },

    /** With every currency there is, since a product shows where it has no price as well. */
    async list(actor: Actor, filter: ProductFilter): Promise<{ products: ProductListing[]; currencies: Currency[] }> {
      authorize(actor, 'catalog.read')
      return { products: await listingsOf(read, filter), currencies: await read.clients.currencies.list() }
    },
  }
}

/** Without a slug one is made from the name. */
async function createProduct(
  tx: Tx<CatalogStores>,
  seals: SettingSeals,
  actor: Actor,
  input: NewProductInput,
): Promise<Product> {
  const { id: prescribed, groupId, name, slug, prices = [], ...rest } = input
  const form = await fillProductForm(tx, seals, { ...PRODUCT_DEFAULTS, groupId, name }, rest)
  await checkProductPrices(tx, form, prices)
  const taken = await tx.catalog.products.reserveSlugs(groupId)
  if (slug !== undefined) refuseSlug(slug, taken)
  const row = { ...form, slug: slug ?? freeSlug(form.name, taken) }
  const id = await tx.catalog.products.insert({ ...row, id: prescribed }, tx.at)
  await tx.catalog.prices.replace('product', id, prices)
  await record(tx, actor, {
    kind: 'product.created',
    subjectId: id,
    description: `Product ${id} added: ${form.name}`,
    changes: changesBetween({}, { ...row, prices }),
  })
  return (await tx.catalog.products.get(id))!
}

/** A product that moves to a group where its slug is taken gets another one. Nothing is written without a difference. */
async function updateProduct(
  tx: Tx<CatalogStores>,
  seals: SettingSeals,
  actor: Actor,
  id: number,
  changes: ProductChanges,
): Promise<Product> {
  const before = await tx.catalog.products.lock(id)
  if (!before) throw new NotFound('Product', id)
  const form = await fillProductForm(tx, seals, before, changes)
  const pricesBefore = (await tx.catalog.prices.of('product', [id])).get(id) ?? []
  const prices = changes.prices ?? pricesBefore
  await checkProductPrices(tx, form, prices)
  const taken = await tx.catalog.products.reserveSlugs(form.groupId, id)
  if (changes.slug !== undefined) refuseSlug(changes.slug, taken)
  const slug = changes.slug ?? (taken.has(before.slug) ? freeSlug(form.name, taken) : before.slug)

  const written = changesBetween<object>(before, { ...form, slug })
  const differences = { ...written, ...changesBetween({ prices: inOrder(pricesBefore) }, { prices: inOrder(prices) }) }
  if (Object.keys(differences).length === 0) return before
  if (Object.keys(written).length > 0) {
    const after = Object.fromEntries(Object.entries(written).map(([field, [, value]]) => [field, value]))
    await tx.catalog.products.update(id, after, tx.at)
  }
  if ('prices' in differences) await tx.catalog.prices.replace('product', id, prices)
  await record(tx, actor, {
    kind: 'product.updated',
    subjectId: id,
    description: `Product ${id} updated: ${form.name} (${Object.keys(differences).join(', ')})`,
    changes: differences,
  })
  return (await tx.catalog.products.get(id))!
}

const PRODUCT: TellsDeletionOf<Omit<Product, 'id'>> = {
  deleted: 'product.deleted',
  title: (id) => `Product ${id}`,
  detail: ({ name }) => `: ${name}`,
}

async function deleteProduct(tx: Tx<CatalogStores>, actor: Actor, id: number): Promise<void> {
  const { products, addons } = tx.catalog
  const before = await products.lock(id)
  if (!before) throw new NotFound('Product', id)
  const others = (await products.list({})).filter((other) => other.id !== id)
  const holders = {
    ...(await products.holders(id)),
    'add-on definitions': (await addons.list()).filter(({ productIds }) => productIds.includes(id)).length,
    recommendations: others.filter(({ options }) => options.recommendations.some(({ productId }) => productId === id))
      .length,
  }
  refuseHeld('Product', id, holders, 'Hide it instead, or end what names it')
  await deleteNoun(tx, actor, PRODUCT, before, products.delete)
}

async function checkProductPrices(
  tx: CatalogStores,
  { payType }: Pick<Product, 'payType'>,
  prices: readonly Price[],
): Promise<void> {
  const currencies = await tx.clients.currencies.list()
  checkPrices(
    prices,
    cyclesOf(payType),
    currencies.map(({ id }) => id),
  )
}

/** A fixed number of statements, however many products there are. */
async function listingsOf(tx: CatalogStores, filter: ProductFilter): Promise<ProductListing[]> {
  const products = await tx.catalog.products.list(filter)
  const ids = products.map(({ id }) => id)
  const prices = await tx.catalog.prices.of('product', ids)
  const fields = await tx.clients.customFields.of('product', ids)
  const options = await configOptionsOf(tx, ids)
  const fieldsOf = Map.groupBy(fields, ({ ownerId }) => ownerId)
  return products.map((product) => ({
    ...product,
    prices: prices.get(product.id) ?? [],
    customFields: (fieldsOf.get(product.id) ?? []).filter(({ onOrderForm }) => onOrderForm),
    configOptions: options.get(product.id) ?? [],
  }))
}
