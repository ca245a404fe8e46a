import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { PRODUCT_GROUP_DEFAULTS } from '../../catalog/products/product-groups.ts'
import { slugFor, withoutPlainSlug } from '../references.ts'
import { section } from '../section.ts'

export const productGroups = section({
  name: 'productGroups',
  item: z.strictObject({
    name: z.string().trim(),
    /** What identifies it; made from the name where it is left out. */
    slug: z.string().optional(),
    headline: z.string().optional(),
    hidden: z.boolean().optional(),
    position: z.number().int().optional(),
  }),
  keyOf: (item) => slugFor(item),
  shorten: (item) => withoutPlainSlug(item),
  defaults: PRODUCT_GROUP_DEFAULTS,
  async open({ domain: { catalog } }) {
    const present = await catalog.productGroups.list(SYSTEM)
    return {
      present: present.map(({ id, ...item }) => ({ id, item })),
      add: (item) => catalog.productGroups.create(SYSTEM, item),
      change: (id, differing) => catalog.productGroups.update(SYSTEM, id, differing),
    }
  },
})
