import type { Patch } from '../../base/merge.ts'
import type { Minor } from '../../base/money.ts'
import type { Cycle } from '../../catalog/cycle.ts'
import type { GivenSelections } from '../../catalog/products/config-option.ts'
import type { CustomFieldValues } from '../../clients/custom-field.ts'
import type { DomainKind } from '../domains/domain.ts'
import type { Renewals } from './order.ts'

/** What one client wants at once. Amounts are in the client's currency, and for one piece where there are several. */
export type Cart = {
  clientId: number
  /** One that is active. */
  paymentMethod: string
  products?: readonly CartProduct[] | undefined
  addons?: readonly CartAddon[] | undefined
  domains?: readonly CartDomain[] | undefined
  renewals?: Patch<Renewals> | undefined
  contactId?: number | null | undefined
  /** For the domains. */
  nameservers?: readonly string[] | undefined
  promoCode?: string | undefined
  ipAddress?: string | undefined
  notes?: string | undefined
  /** Refuses custom fields and options that a product does not have; they are passed over otherwise. */
  onlyKnownFields?: boolean | undefined
}

export type CartProduct = {
  productId: number
  /** The shortest one offered when left out, and the only one of what is free or paid once, whatever is said. */
  cycle?: Cycle | undefined
  quantity?: number | undefined
  domain?: string | undefined
  /** For servers: stands in the place of the domain. */
  hostname?: string | undefined
  ns1?: string | undefined
  ns2?: string | undefined
  /** In clear. */
  rootPassword?: string | undefined
  addons?: readonly { definitionId: number; quantity?: number | undefined }[] | undefined
  configOptions?: GivenSelections | undefined
  customFields?: CustomFieldValues | undefined
  /** What it costs instead of what the catalog says, at first and each time. */
  price?: Minor | undefined
}

/** For a service that the client has. */
export type CartAddon = { definitionId: number; serviceId: number; quantity?: number | undefined }

export type CartDomain = {
  kind: DomainKind
  name: string
  years?: number | undefined
  /** The transfer's authorisation code, in clear. */
  eppCode?: string | undefined
  dnsManagement?: boolean | undefined
  emailForwarding?: boolean | undefined
  idProtection?: boolean | undefined
  /** The first payment; nothing when left out, since the catalog has no prices of domains. */
  price?: Minor | undefined
  /** Each further payment; the same as the first when left out. */
  renewalPrice?: Minor | undefined
}

export type Placed = {
  orderId: number
  orderNumber: string
  serviceIds: number[]
  addonIds: number[]
  domainIds: number[]
}
