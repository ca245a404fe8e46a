import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { openKept } from '../../base/secrets/sealed.ts'
import { PAY_TYPES } from '../../catalog/cycle.ts'
import { AUTO_SETUPS, PRODUCT_TYPES } from '../../catalog/products/product.ts'
import { PRODUCT_DEFAULTS } from '../../catalog/products/product-form.ts'
import { moduleSettings, secretPositions, settingChanges } from '../module-settings.ts'
import { openPriceList, pricesSchema, shortPrices } from '../prices.ts'
import {
  groupReference,
  openModules,
  openNames,
  openServerGroupNames,
  productPath,
  slugFor,
  withoutPlainSlug,
} from '../references.ts'
import { section } from '../section.ts'

const text = z.string().optional()
const flag = z.boolean().optional()
const whole = z.number().int().optional()

const { serverGroupId: _group, moduleSettings: _settings, options: _options, ...plain } = PRODUCT_DEFAULTS

export const products = section({
  name: 'products',
  item: z.strictObject({
    group: groupReference,
    name: z.string().trim(),
    /** What identifies it within its group; made from the name where it is left out. */
    slug: text,
    type: z.enum(PRODUCT_TYPES).optional(),
    description: text,
    shortDescription: text,
    tagline: text,
    colour: text,
    module: text,
    moduleSettings: moduleSettings.optional(),
    /** By name; null for none. */
    serverGroup: z.string().trim().nullable().optional(),
    payType: z.enum(PAY_TYPES).optional(),
    autoSetup: z.enum(AUTO_SETUPS).optional(),
    hidden: flag,
    showDomainOptions: flag,
    tax: flag,
    featured: flag,
    stockControl: flag,
    stock: whole,
    allowQuantity: flag,
    retryTerminations: flag,
    position: whole,
    prices: pricesSchema.optional(),
  }),
  keyOf: (item) => productPath(item.group, slugFor(item)),
  shorten: ({ prices, ...item }) => ({ ...withoutPlainSlug(item), ...(prices && { prices: shortPrices(prices) }) }),
  defaults: { ...plain, moduleSettings: [], serverGroup: null, retryTerminations: false, prices: {} },
  secretParts: { field: 'moduleSettings', of: secretPositions },
  async open({ domain, secrets }) {
    const { catalog } = domain
    const known = openModules(domain)
    const list = await openPriceList(domain)
    const serverGroups = await openServerGroupNames(domain)
    const groups = (await catalog.productGroups.list(SYSTEM)).map(({ id, slug }) => ({ id, name: slug }))
    const { idOf: groupId } = openNames('group', 'the slug or name of a product group', groups)
    const { products: present } = await catalog.products.list(SYSTEM, {})
    return {
      present: present.map((product) => ({
        id: product.id,
        item: {
          group: product.groupSlug,
          name: product.name,
          slug: product.slug,
          type: product.type,
          description: product.description,
          shortDescription: product.shortDescription,
          tagline: product.tagline,
          colour: product.colour,
          module: product.module,
          moduleSettings: product.moduleSettings.map((kept) => openKept(secrets, kept)),
          serverGroup: product.serverGroupId === null ? null : serverGroups.nameOf(product.serverGroupId),
          payType: product.payType,
          autoSetup: product.autoSetup,
          hidden: product.hidden,
          showDomainOptions: product.showDomainOptions,
          tax: product.tax,
          featured: product.featured,
          stockControl: product.stockControl,
          stock: product.stock,
          allowQuantity: product.allowQuantity,
          retryTerminations: product.options.retryTerminations ?? false,
          position: product.position,
          prices: list.fromPrices(product.prices),
        },
      })),
      add: ({ group, moduleSettings: settings, serverGroup, prices, retryTerminations, ...item }) =>
        catalog.products.create(SYSTEM, {
          ...item,
          module: known(item.module),
          options: { retryTerminations },
          groupId: groupId(group),
          moduleSettings: settings && settingChanges(settings),
          serverGroupId: serverGroup == null ? null : serverGroups.idOf(serverGroup),
          prices: list.toPrices(prices),
        }),
      change: (id, { group: _group, moduleSettings: settings, serverGroup, prices, retryTerminations, ...differing }) =>
        catalog.products.update(SYSTEM, id, {
          ...differing,
          module: known(differing.module),
          options: { retryTerminations },
          moduleSettings: settings && settingChanges(settings),
          serverGroupId: serverGroup == null ? serverGroup : serverGroups.idOf(serverGroup),
          prices: list.toPrices(prices),
        }),
    }
  },
})
