import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { Invalid } from '../../base/refusal.ts'
import { CONFIG_OPTION_KINDS } from '../../catalog/products/config-option.ts'
import { CONFIG_OPTION_DEFAULTS } from '../../catalog/products/config-options.ts'
import type { PricedConfigOption } from '../../catalog/products/product.ts'
import { openPriceList, pricesSchema, shortPrices } from '../prices.ts'
import { openNames, productPath, productSet } from '../references.ts'
import { section } from '../section.ts'

const whole = z.number().int().optional()

/** What a client chooses with a product. */
export const configOptions = section({
  name: 'configOptions',
  item: z.strictObject({
    name: z.string().trim(),
    kind: z.enum(CONFIG_OPTION_KINDS).optional(),
    /** One at least: an option is found again through its products. */
    products: productSet.refine((paths) => paths.length > 0, { error: 'Expected one product at least' }).optional(),
    minQuantity: whole,
    maxQuantity: whole,
    hidden: z.boolean().optional(),
    position: whole,
    choices: z
      .array(
        z.strictObject({
          name: z.string().trim(),
          hidden: z.boolean().default(false),
          prices: pricesSchema.default({}),
        }),
      )
      .min(1)
      .optional(),
  }),
  keyOf: ({ name }) => name,
  required: ['kind', 'products', 'choices'],
  repeats: true,
  shorten: ({ choices = [], ...item }) => ({
    ...item,
    choices: choices.map(({ name, hidden, prices }) => ({
      name,
      ...(hidden && { hidden }),
      ...(Object.keys(prices).length > 0 && { prices: shortPrices(prices) }),
    })),
  }),
  defaults: CONFIG_OPTION_DEFAULTS,
  async open({ domain }) {
    const { catalog } = domain
    const list = await openPriceList(domain)
    const { products } = await catalog.products.list(SYSTEM, {})
    const paths = openNames(
      'products',
      'a product that there is',
      products.map(({ id, groupSlug, slug }) => ({ id, name: productPath(groupSlug, slug) })),
    )
    const offered = new Map<number, { option: PricedConfigOption; products: string[] }>()
    for (const product of products)
      for (const option of product.configOptions) {
        const known = offered.get(option.id) ?? { option, products: [] }
        known.products.push(paths.nameOf(product.id))
        offered.set(option.id, known)
      }
    return {
      present: [...offered.values()]
        .sort((a, b) => a.option.id - b.option.id)
        .map(({ option: { id, name, kind, minQuantity, maxQuantity, hidden, position, choices }, products: its }) => ({
          id,
          item: {
            ...{ name, kind, products: its.sort(), minQuantity, maxQuantity, hidden, position },
            choices: choices.map((choice) => ({
              name: choice.name,
              hidden: choice.hidden,
              prices: list.fromPrices(choice.prices),
            })),
          },
        })),
      add: ({ products: its, choices, ...item }) =>
        catalog.configOptions.create(SYSTEM, {
          ...item,
          productIds: its.map(paths.idOf),
          choices: choices.map(({ prices, ...choice }) => ({ ...choice, prices: list.toPrices(prices) })),
        }),
      change(id, { kind, products: its, choices, ...differing }) {
        if (kind !== undefined) throw new Invalid('kind', 'the one that it has had from the start', kind)
        return catalog.configOptions.update(SYSTEM, id, {
          ...differing,
          productIds: its?.map(paths.idOf),
          choices: choices?.map(({ prices, ...choice }) => ({ ...choice, prices: list.toPrices(prices) })),
        })
      },
    }
  },
})
