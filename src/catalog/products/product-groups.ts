import { type Actor, authorize } from '../../access/actor.ts'
import { merge, type Patch } from '../../base/merge.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import type { Tx } from '../../base/transaction.ts'
import { createNoun, type TellsOf, updateNoun } from '../../events/record-noun.ts'
import { nameOf, wholeNumber } from '../checks.ts'
import type { CatalogParts, CatalogStores } from '../parts.ts'
import type { ProductGroup } from './product.ts'
import { freeSlug, isSlug } from './slug.ts'

export type NewProductGroupInput = Patch<Omit<ProductGroup, 'name'>> & { name: string }

/** What is left out stays as it is. */
export type ProductGroupChanges = Patch<Omit<ProductGroup, 'id'>>

/** Before anything is said about it. */
export const PRODUCT_GROUP_DEFAULTS = { headline: '', hidden: false, position: 0 }

export function makeProductGroups({ read, transaction }: Pick<CatalogParts, 'read' | 'transaction'>) {
  return {
    async create(actor: Actor, input: NewProductGroupInput): Promise<ProductGroup> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => createProductGroup(tx, actor, input))
    },

    async update(actor: Actor, id: number, changes: ProductGroupChanges): Promise<ProductGroup> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => updateProductGroup(tx, actor, id, changes))
    },

    async list(actor: Actor): Promise<ProductGroup[]> {
      authorize(actor, 'catalog.read')
      return read.catalog.productGroups.list()
    },
  }
}

const PRODUCT_GROUP: TellsOf<Omit<ProductGroup, 'id'>> = {
  created: 'product_group.created',
  updated: 'product_group.updated',
  title: (id) => `Product group ${id}`,
  detail: ({ name }) => `: ${name}`,
}

/** Without a slug one is made from the name. */
async function createProductGroup(
  tx: Tx<CatalogStores>,
  actor: Actor,
  input: NewProductGroupInput,
): Promise<ProductGroup> {
  const name = nameOf(input.name)
  const taken = await tx.catalog.productGroups.reserveSlugs()
  if (input.slug !== undefined) refuseSlug(input.slug, taken)
  const row = {
    name,
    slug: input.slug ?? freeSlug(name, taken),
    headline: input.headline ?? PRODUCT_GROUP_DEFAULTS.headline,
    hidden: input.hidden ?? PRODUCT_GROUP_DEFAULTS.hidden,
    position: wholeNumber('position', input.position ?? PRODUCT_GROUP_DEFAULTS.position),
  }
  return createNoun(tx, actor, PRODUCT_GROUP, row, (it) => tx.catalog.productGroups.insert({ ...it, id: input.id }))
}

async function updateProductGroup(
  tx: Tx<CatalogStores>,
  actor: Actor,
  id: number,
  changes: ProductGroupChanges,
): Promise<ProductGroup> {
  const taken = await tx.catalog.productGroups.reserveSlugs(id)
  const before = await tx.catalog.productGroups.get(id)
  if (!before) throw new NotFound('Product group', id)
  const after = merge(before, changes)
  after.name = nameOf(after.name)
  wholeNumber('position', after.position)
  if (changes.slug !== undefined) refuseSlug(changes.slug, taken)
  return updateNoun(tx, actor, PRODUCT_GROUP, before, after, (it) => tx.catalog.productGroups.update(id, it))
}

export function refuseSlug(slug: string, taken: ReadonlySet<string>): void {
  if (!isSlug(slug)) throw new Invalid('slug', 'small letters and digits with hyphens between', slug)
  if (taken.has(slug)) throw new Invalid('slug', 'one that is not taken yet', slug)
}
