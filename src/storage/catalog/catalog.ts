import type { CatalogStore } from '../../catalog/store.ts'
import type { Queries } from '../engine/database.ts'
import { addonDefinitionStore } from './addon-definitions.ts'
import { configOptionStore } from './config-options.ts'
import { paymentMethodStore } from './payment-methods.ts'
import { priceStore } from './prices.ts'
import { productGroupStore } from './product-groups.ts'
import { productStore } from './products.ts'
import { serverGroupStore } from './server-groups.ts'
import { serverStore } from './servers.ts'
import { tldStore } from './tlds.ts'

export function catalogStore(q: Queries): CatalogStore {
  return {
    productGroups: productGroupStore(q),
    products: productStore(q),
    addons: addonDefinitionStore(q),
    prices: priceStore(q),
    configOptions: configOptionStore(q),
    servers: serverStore(q),
    serverGroups: serverGroupStore(q),
    paymentMethods: paymentMethodStore(q),
    tlds: tldStore(q),
  }
}
