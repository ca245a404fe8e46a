import type { Actor } from '../access/actor.ts'
import { record } from '../access/event.ts'
import { NotFound } from '../refusal.ts'
import type { Moment } from '../within.ts'
import type { CatalogStores } from './parts.ts'
import { CatalogRefused } from './refused.ts'

/** Step: takes as many as are ordered, where the product's stock is kept; refuses when there are fewer. */
export async function takeStock(
  s: Pick<CatalogStores, 'catalog' | 'events'> & Moment,
  actor: Actor,
  productId: number,
  quantity: number,
): Promise<void> {
  const product = await s.catalog.products.lock(productId)
  if (!product) throw new NotFound('Product', productId)
  const { name, stockControl, stock } = product
  if (!stockControl) return
  if (stock < quantity)
    throw new CatalogRefused('out_of_stock', `${name} is out of stock`, { product: productId, quantity })
  await s.catalog.products.update(productId, { stock: stock - quantity }, s.at)
  await record(s, actor, {
    kind: 'product.stock-taken',
    subject: 'product',
    subjectId: productId,
    description: `Product ${productId}: ${quantity} of ${name} taken from stock`,
    changes: { stock: [stock, stock - quantity] },
  })
}

/** Step: the inverse, for what was ordered and is not wanted after all. */
export async function returnStock(
  s: Pick<CatalogStores, 'catalog' | 'events'> & Moment,
  actor: Actor,
  productId: number,
  quantity: number,
): Promise<void> {
  const product = await s.catalog.products.lock(productId)
  if (!product) throw new NotFound('Product', productId)
  const { name, stockControl, stock } = product
  if (!stockControl) return
  await s.catalog.products.update(productId, { stock: stock + quantity }, s.at)
  await record(s, actor, {
    kind: 'product.stock-returned',
    subject: 'product',
    subjectId: productId,
    description: `Product ${productId}: ${quantity} of ${name} returned to stock`,
    changes: { stock: [stock, stock + quantity] },
  })
}
