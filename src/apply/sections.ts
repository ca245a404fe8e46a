import type { Section } from './section.ts'
import { accessKey } from './sections/access-key.ts'
import { addons } from './sections/addons.ts'
import { allowedAddresses } from './sections/allowed-addresses.ts'
import { clientGroups } from './sections/client-groups.ts'
import { configOptions } from './sections/config-options.ts'
import { currencies } from './sections/currencies.ts'
import { customFields } from './sections/custom-fields.ts'
import { departments } from './sections/departments.ts'
import { outboundAccounts } from './sections/outbound-accounts.ts'
import { outboundServices } from './sections/outbound-services.ts'
import { paymentMethods } from './sections/payment-methods.ts'
import { productGroups } from './sections/product-groups.ts'
import { products } from './sections/products.ts'
import { roles } from './sections/roles.ts'
import { serverGroups } from './sections/server-groups.ts'
import { servers } from './sections/servers.ts'
import { staff } from './sections/staff.ts'

/** What a setup file may list. Each may speak of those before it, whatever the order in the file. */
export const SECTIONS: readonly Section[] = [
  roles,
  staff,
  allowedAddresses,
  accessKey,
  departments,
  currencies,
  clientGroups,
  paymentMethods,
  servers,
  serverGroups,
  productGroups,
  products,
  addons,
  configOptions,
  customFields,
  outboundAccounts,
  outboundServices,
]
