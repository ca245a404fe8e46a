import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { CUSTOM_FIELD_DEFAULTS } from '../../catalog/custom-fields.ts'
import { CUSTOM_FIELD_KINDS, type CustomField } from '../../clients/custom-field.ts'
import { openNames, openProductNames, productReference } from '../references.ts'
import { section } from '../section.ts'

const flag = z.boolean().optional()

/** What is asked of every client, or of who orders one product or add-on. */
export const customFields = section({
  name: 'customFields',
  item: z
    .strictObject({
      name: z.string().trim(),
      kind: z.enum(CUSTOM_FIELD_KINDS).optional(),
      /** Without a product or an add-on it is asked of clients. */
      product: productReference.optional(),
      addon: z.string().trim().optional(),
      description: z.string().optional(),
      /** For a dropdown. */
      choices: z.array(z.string()).optional(),
      /** A regular expression that values must match. */
      pattern: z.string().optional(),
      required: flag,
      onOrderForm: flag,
      staffOnly: flag,
      position: z.number().int().optional(),
    })
    .refine(({ product, addon }) => product === undefined || addon === undefined, {
      error: 'Expected a product or an add-on, got both',
    }),
  keyOf: ({ name, product, addon }) =>
    `${product !== undefined ? `product ${product}` : addon !== undefined ? `add-on ${addon}` : 'clients'}, ${name}`,
  required: ['kind'],
  repeats: true,
  defaults: CUSTOM_FIELD_DEFAULTS,
  async open({ domain }) {
    const { catalog } = domain
    const products = await openProductNames(domain)
    const definitions = await catalog.addonDefinitions.list(SYSTEM)
    const addons = openNames('addon', 'the name of an add-on', definitions)
    const { products: offered } = await catalog.products.list(SYSTEM, {})
    const fields = [await catalog.customFields.list(SYSTEM, 'client')]
    for (const { id } of offered) fields.push(await catalog.customFields.list(SYSTEM, 'product', id))
    for (const { id } of definitions) fields.push(await catalog.customFields.list(SYSTEM, 'addon', id))

    const ownerOf = ({ owner, ownerId }: CustomField) => ({
      product: owner === 'product' ? products.nameOf(ownerId) : undefined,
      addon: owner === 'addon' ? addons.nameOf(ownerId) : undefined,
    })
    return {
      present: fields.flat().map((field) => {
        const { id, owner: _owner, ownerId: _ownerId, choices, ...same } = field
        return { id, item: { ...same, ...ownerOf(field), choices: [...choices] } }
      }),
      add: ({ product, addon, ...item }) =>
        catalog.customFields.create(SYSTEM, {
          ...item,
          ...(product !== undefined
            ? { owner: 'product', ownerId: products.idOf(product) }
            : addon !== undefined
              ? { owner: 'addon', ownerId: addons.idOf(addon) }
              : { owner: 'client' }),
        }),
      change: (id, { product: _product, addon: _addon, ...differing }) =>
        catalog.customFields.update(SYSTEM, id, differing),
    }
  },
})
