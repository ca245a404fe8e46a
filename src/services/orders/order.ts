import type { Minor } from '../../base/money.ts'
import type { SortOrder } from '../../base/page.ts'
import type { Cycle } from '../../catalog/cycle.ts'
import type { Selections } from '../../catalog/products/config-option.ts'
import type { DomainStatus } from '../domains/domain-status.ts'
import type { ServiceStatus } from '../status.ts'
import type { OrderStatus } from './order-status.ts'

/** What one client asked for at once. Its items are the services, add-ons and domains that name it. */
export type Order = {
  id: number
  /** The number that people are told: ten random digits. Null for imports that had none. */
  orderNumber: string | null
  clientId: number
  contactId: number | null
  /** The staff member who placed it, or null when nobody of the staff did. */
  staffId: number | null
  orderedAt: number
  status: OrderStatus
  /** What the order costs at once, renewals included, in the client's currency. */
  amount: Minor
  paymentMethod: string
  nameservers: readonly string[]
  promoCode: string
  ipAddress: string
  notes: string
  renewals: Renewals
  /** What it makes of a service, if it does. */
  upgrade: Upgrade | null
  /** When its renewals and its upgrade were carried out: with its first acceptance. */
  renewedAt: number | null
  updatedAt: number
}

/** What a service becomes, as it was agreed on when it was ordered. */
export type Upgrade = {
  readonly serviceId: number
  readonly fromProductId: number
  readonly productId: number
  readonly billingCycle: Cycle
  readonly configOptions: Selections
  readonly recurring: Minor
}

/** What the order prolongs, by id; domains with the years. */
export type Renewals = {
  readonly services: readonly number[]
  readonly addons: readonly number[]
  readonly domains: readonly { readonly id: number; readonly years: number }[]
}

export const NO_RENEWALS: Renewals = { services: [], addons: [], domains: [] }

export type OrderLine = {
  kind: 'product' | 'addon' | 'domain'
  /** Whether the order makes it, prolongs it or changes it. */
  why: 'new' | 'renewal' | 'upgrade'
  /** The id of the service, add-on or domain. */
  itemId: number
  /** The product's type, or how the domain comes to us; empty for add-ons. */
  itemType: string
  /** The name of the product or add-on; for a domain the same as `itemType`. */
  name: string
  /** That the product is sold in; empty for the others. */
  groupName: string
  domain: string
  /** Null for domains, which count in years. */
  billingCycle: Cycle | null
  years: number | null
  /** The first payment. */
  amount: Minor
  status: ServiceStatus | DomainStatus
}

/** An order with its items and the names that stand beside it in lists. */
export type OrderListing = Order & {
  clientName: string
  paymentMethodName: string | null
  currencyPrefix: string
  currencySuffix: string
  lines: OrderLine[]
  /** What is prolonged and what is changed, as far as it is still there. */
  changed: OrderLine[]
}

/** By what lists of them are sorted. */
export const ORDER_SORTS = ['id', 'orderNumber', 'status', 'amount', 'orderedAt'] as const
export type OrderSort = (typeof ORDER_SORTS)[number]
export type OrderSortOrder = SortOrder<OrderSort>

export type OrderFilter = {
  orderId?: number | undefined
  clientId?: number | undefined
  /** Compared without regard to case. */
  status?: string | undefined
}
