import type { CalendarDate } from '../base/calendar.ts'
import type { Minor } from '../base/money.ts'
import type { SortOrder } from '../base/page.ts'
import type { Cycle } from '../catalog/cycle.ts'
import type { Selections } from '../catalog/products/config-option.ts'
import type { StoredCustomFields } from '../clients/custom-field.ts'
import type { ServiceStatus } from './status.ts'

/** What a client holds: one sold product. Amounts are in the client's currency. */
export type Service = {
  id: number
  clientId: number
  orderId: number | null
  productId: number
  serverId: number | null
  quantity: number
  status: ServiceStatus
  domain: string
  username: string
  /** As the secret box sealed it; null when there is none. */
  passwordSealed: string | null
  paymentMethod: string
  billingCycle: Cycle
  firstPayment: Minor
  recurring: Minor
  registeredOn: CalendarDate | null
  nextDueOn: CalendarDate | null
  /** The day of the month on which it is due, where months can be too short for it. */
  billingDay: number | null
  nextInvoiceOn: CalendarDate | null
  terminatedOn: CalendarDate | null
  suspensionReason: string
  overrideAutoSuspend: boolean
  overrideSuspendUntil: CalendarDate | null
  subscriptionId: string
  promoId: number
  ns1: string
  ns2: string
  dedicatedIp: string
  /** One address a line. */
  assignedIps: string
  notes: string
  diskUsedMb: number
  diskLimitMb: number
  bandwidthUsedMb: number
  bandwidthLimitMb: number
  /** When the usage was read last. */
  usageAt: number | null
  customFields: StoredCustomFields
  configOptions: Selections
  createdAt: number
  updatedAt: number
  /** Moves with every change. */
  version: number
}

/** A service with the names that stand beside it in lists. */
export type ServiceListing = Service & {
  orderNumber: string | null
  productName: string
  groupName: string
  serverName: string | null
  serverIp: string | null
  serverHostname: string | null
  paymentMethodName: string | null
}

/** By what lists of them are sorted. */
export const SERVICE_SORTS = ['id', 'domain', 'username', 'status', 'recurring', 'nextDueOn', 'createdAt'] as const
export type ServiceSort = (typeof SERVICE_SORTS)[number]
export type ServiceOrder = SortOrder<ServiceSort>

/** Filters combine with AND; texts are compared without regard to case. An id that nothing has matches nothing. */
export type ServiceFilter = {
  clientId?: number | undefined
  serviceId?: number | undefined
  productId?: number | undefined
  domain?: string | undefined
  username?: string | undefined
  status?: string | undefined
}
