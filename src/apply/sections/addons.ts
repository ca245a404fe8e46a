import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { openKept } from '../../base/secrets/sealed.ts'
import { PAY_TYPES } from '../../catalog/cycle.ts'
import { ADDON_DEFINITION_DEFAULTS } from '../../catalog/products/addon-definitions.ts'
import { AUTO_SETUPS } from '../../catalog/products/product.ts'
import { moduleSettings, secretPositions, settingChanges } from '../module-settings.ts'
import { openPriceList, pricesSchema, shortPrices } from '../prices.ts'
import { openModules, openProductNames, openServerGroupNames, productSet } from '../references.ts'
import { section } from '../section.ts'

const text = z.string().optional()
const flag = z.boolean().optional()

const { serverGroupId: _group, moduleSettings: _settings, productIds: _ids, ...plain } = ADDON_DEFINITION_DEFAULTS

/** Extras that are sold beside products. */
export const addons = section({
  name: 'addons',
  item: z.strictObject({
    name: z.string().trim(),
    description: text,
    payType: z.enum(PAY_TYPES).optional(),
    tax: flag,
    module: text,
    moduleSettings: moduleSettings.optional(),
    serverGroup: z.string().trim().nullable().optional(),
    autoSetup: z.enum(AUTO_SETUPS).optional(),
    /** Whether an overdue add-on suspends its service as well. */
    suspendParent: flag,
    allowQuantity: flag,
    hidden: flag,
    /** With which it is offered. */
    products: productSet.optional(),
    position: z.number().int().optional(),
    prices: pricesSchema.optional(),
  }),
  keyOf: ({ name }) => name,
  repeats: true,
  shorten: ({ prices, ...item }) => ({ ...item, ...(prices && { prices: shortPrices(prices) }) }),
  defaults: { ...plain, moduleSettings: [], serverGroup: null, products: [], prices: {} },
  secretParts: { field: 'moduleSettings', of: secretPositions },
  async open({ domain, secrets }) {
    const { catalog } = domain
    const known = openModules(domain)
    const list = await openPriceList(domain)
    const products = await openProductNames(domain)
    const serverGroups = await openServerGroupNames(domain)
    const present = await catalog.addonDefinitions.list(SYSTEM)
    return {
      present: present.map(
        ({ id, serverGroupId, productIds, moduleSettings: settings, prices, customFields, ...same }) => ({
          id,
          item: {
            ...same,
            moduleSettings: settings.map((kept) => openKept(secrets, kept)),
            serverGroup: serverGroupId === null ? null : serverGroups.nameOf(serverGroupId),
            products: productIds.map(products.nameOf).sort(),
            prices: list.fromPrices(prices),
          },
        }),
      ),
      add: ({ moduleSettings: settings, serverGroup, products: paths = [], prices = {}, ...item }) =>
        catalog.addonDefinitions.create(SYSTEM, {
          ...item,
          module: known(item.module),
          moduleSettings: settings && settingChanges(settings),
          serverGroupId: serverGroup == null ? null : serverGroups.idOf(serverGroup),
          productIds: paths.map(products.idOf),
          prices: list.toPrices(prices),
        }),
      change: (id, { moduleSettings: settings, serverGroup, products: paths, prices, ...differing }) =>
        catalog.addonDefinitions.update(SYSTEM, id, {
          ...differing,
          module: known(differing.module),
          moduleSettings: settings && settingChanges(settings),
          serverGroupId: serverGroup == null ? serverGroup : serverGroups.idOf(serverGroup),
          productIds: paths?.map(products.idOf),
          prices: list.toPrices(prices),
        }),
    }
  },
})
