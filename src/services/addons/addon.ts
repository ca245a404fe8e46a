import type { CalendarDate } from '../../base/calendar.ts'
import { type Minor, toMinor } from '../../base/money.ts'
import type { SortOrder } from '../../base/page.ts'
import type { Cycle } from '../../catalog/cycle.ts'
import type { Quote } from '../../catalog/quote.ts'
import type { ServiceStatus } from '../status.ts'

/** An extra that a client holds beside one service. Amounts are in the client's currency. */
export type Addon = {
  id: number
  clientId: number
  serviceId: number
  orderId: number | null
  /** The definition in the catalog; null for one that was made by hand. */
  definitionId: number | null
  serverId: number | null
  /** Empty where the definition's name is used. */
  name: string
  quantity: number
  setup: Minor
  recurring: Minor
  billingCycle: Cycle
  tax: boolean
  status: ServiceStatus
  registeredOn: CalendarDate | null
  nextDueOn: CalendarDate | null
  /** The day of the month on which it is due, where months can be too short for it. */
  billingDay: number | null
  nextInvoiceOn: CalendarDate | null
  terminatedOn: CalendarDate | null
  paymentMethod: string
  notes: string
  createdAt: number
  updatedAt: number
  /** Moves with every change. */
  version: number
}

/** An add-on with the names that stand beside it in lists. */
export type AddonListing = Addon & {
  definitionName: string | null
  paymentMethodName: string | null
}

/** By what lists of them are sorted. */
export const ADDON_SORTS = ['id', 'name', 'status', 'recurring', 'nextDueOn', 'createdAt'] as const
export type AddonSort = (typeof ADDON_SORTS)[number]
export type AddonOrder = SortOrder<AddonSort>

/** Filters combine with AND. An id that nothing has matches nothing, and so does an empty list. */
export type AddonFilter = {
  clientId?: number | undefined
  serviceIds?: readonly number[] | undefined
  /** Null is those of no definition. */
  definitionId?: number | null | undefined
  status?: ServiceStatus | undefined
}

/** An add-on keeps its price apart from the set-up, also where it is paid once. */
export const addonPrice = ({ firstPaymentMinor, setupMinor }: Quote): Minor => toMinor(firstPaymentMinor - setupMinor)
