import { type Actor, authorize } from '../../access/actor.ts'
import { merge, type Patch } from '../../base/merge.ts'
import { Invalid, NotFound, refuseHeld } from '../../base/refusal.ts'
import type { Tx } from '../../base/transaction.ts'
import { createNoun, deleteNoun, type TellsDeletionOf, type TellsOf, updateNoun } from '../../events/record-noun.ts'
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

    /** Only an empty one. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => deleteProductGroup(tx, actor, id))
    },

    async get(actor: Actor, id: number): Promise<ProductGroup> {
      authorize(actor, 'catalog.read')
      return existing(await read.catalog.productGroups.get(id), id)
    },

    async list(actor: Actor): Promise<ProductGroup[]> {
      authorize(actor, 'catalog.read')
      return read.catalog.productGroups.list()
    },
  }
}

const PRODUCT_GROUP: TellsOf<Omit<ProductGroup, 'id'>> & TellsDeletionOf<Omit<ProductGroup, 'id'>> = {
  created: 'product_group.created',
  updated: 'product_group.updated',
  deleted: 'product_group.deleted',
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
  const before = existing(await tx.catalog.productGroups.get(id), id)
  const after = merge(before, changes)
  after.name = nameOf(after.name)
  wholeNumber('position', after.position)
  if (changes.slug !== undefined) refuseSlug(changes.slug, taken)
  return updateNoun(tx, actor, PRODUCT_GROUP, before, after, (it) => tx.catalog.productGroups.update(id, it))
}

async function deleteProductGroup(tx: Tx<CatalogStores>, actor: Actor, id: number): Promise<void> {
  const { productGroups } = tx.catalog
  const holders = await productGroups.holders(id)
  const before = existing(await productGroups.get(id), id)
  refuseHeld('Product group', id, holders, 'Move its products to another group, or hide the group')
  await deleteNoun(tx, actor, PRODUCT_GROUP, before, productGroups.delete)
}

function existing(group: ProductGroup | undefined, id: number): ProductGroup {
  if (!group) throw new NotFound('Product group', id)
  return group
}

export function refuseSlug(slug: string, taken: ReadonlySet<string>): void {
  if (!isSlug(slug)) throw new Invalid('slug', 'small letters and digits with hyphens between', slug)
  if (taken.has(slug)) throw new Invalid('slug', 'one that is not taken yet', slug)
}
