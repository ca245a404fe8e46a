import { type Actor, authorize } from '../access/actor.ts'
import { changesBetween, record } from '../access/event.ts'
import { Invalid } from '../refusal.ts'
import type { Moment } from '../within.ts'
import { type CatalogParts, type CatalogStores, nameOf, wholeNumber } from './parts.ts'
import type { ProductGroup } from './product.ts'
import { freeSlug, isSlug } from './slug.ts'

export type NewProductGroupInput = Partial<Omit<ProductGroup, 'name'>> & { name: string }

export function makeProductGroups({ read, within }: Pick<CatalogParts, 'read' | 'within'>) {
  return {
    async addProductGroup(actor: Actor, input: NewProductGroupInput): Promise<ProductGroup> {
      authorize(actor, 'catalog.write')
      return within((s) => openProductGroup(s, actor, input))
    },

    async listProductGroups(actor: Actor): Promise<ProductGroup[]> {
      authorize(actor, 'catalog.read')
      return read.catalog.productGroups.list()
    },
  }
}

/** Step. Without a slug one is made from the name. */
export async function openProductGroup(
  s: CatalogStores & Moment,
  actor: Actor,
  input: NewProductGroupInput,
): Promise<ProductGroup> {
  const name = nameOf(input.name)
  const taken = await s.catalog.productGroups.reserveSlugs()
  if (input.slug !== undefined) refuseSlug(input.slug, taken)
  const row = {
    name,
    slug: input.slug ?? freeSlug(name, taken),
    headline: input.headline ?? '',
    hidden: input.hidden ?? false,
    position: wholeNumber('position', input.position ?? 0),
  }
  const id = await s.catalog.productGroups.insert({ ...row, id: input.id })
  await record(s, actor, {
    kind: 'product-group.added',
    subject: 'product-group',
    subjectId: id,
    description: `Product group ${id} added: ${name}`,
    changes: changesBetween({}, row),
  })
  return { id, ...row }
}

export function refuseSlug(slug: string, taken: ReadonlySet<string>): void {
  if (!isSlug(slug)) throw new Invalid('slug', 'small letters and digits with hyphens between', slug)
  if (taken.has(slug)) throw new Invalid('slug', 'one that is not taken yet', slug)
}
