import type { Actor } from '../../access/actor.ts'
import { NotFound } from '../../base/refusal.ts'
import type { Tx } from '../../base/transaction.ts'
import { record } from '../../events/event.ts'
import type { CatalogStores } from '../parts.ts'
import { CatalogRefused } from '../refused.ts'
import type { Product } from './product.ts'

/** Takes as many as are ordered, where the product's stock is kept; refuses when there are fewer. */
export async function takeStock(
  tx: Tx<Pick<CatalogStores, 'catalog' | 'events'>>,
  actor: Actor,
  productId: number,
  quantity: number,
): Promise<void> {
  const product = await lockStocked(tx, productId)
  if (!product) return
  const { name, stock } = product
  if (stock < quantity)
    throw new CatalogRefused('out_of_stock', `${name} is out of stock`, { product: productId, quantity })
  await tx.catalog.products.update(productId, { stock: stock - quantity }, tx.at)
  await record(tx, actor, {
    kind: 'product.stock_taken',
    subjectId: productId,
    description: `Product ${productId}: ${quantity} of ${name} taken from stock`,
    changes: { stock: [stock, stock - quantity] },
  })
}

/** The inverse, for what was ordered and is not wanted after all. */
export async function returnStock(
  tx: Tx<Pick<CatalogStores, 'catalog' | 'events'>>,
  actor: Actor,
  productId: number,
  quantity: number,
): Promise<void> {
  const product = await lockStocked(tx, productId)
  if (!product) return
  const { name, stock } = product
  await tx.catalog.products.update(productId, { stock: stock + quantity }, tx.at)
  await record(tx, actor, {
    kind: 'product.stock_returned',
    subjectId: productId,
    description: `Product ${productId}: ${quantity} of ${name} returned to stock`,
    changes: { stock: [stock, stock + quantity] },
  })
}

/** Undefined where no stock is kept, and then nobody waits: everybody orders the same few products. */
async function lockStocked({ catalog }: Pick<CatalogStores, 'catalog'>, id: number): Promise<Product | undefined> {
  const product = await catalog.products.get(id)
  if (!product) throw new NotFound('Product', id)
  const locked = product.stockControl ? await catalog.products.lock(id) : undefined
  return locked?.stockControl ? locked : undefined
}
