import type { CustomField } from '../../clients/custom-field.ts'
import type { Cycle, PayType } from '../cycle.ts'
import type { Price } from '../price.ts'
import type { ConfigOption } from './config-option.ts'
import type { ModuleSettings } from './module-settings.ts'

export const PRODUCT_TYPES = ['hostingaccount', 'reselleraccount', 'server', 'other'] as const
export type ProductType = (typeof PRODUCT_TYPES)[number]

/** When a new service is set up by itself: never, or when its order is accepted, placed or paid. */
export const AUTO_SETUPS = ['never', 'accepted', 'ordered', 'paid'] as const
export type AutoSetup = (typeof AUTO_SETUPS)[number]

export type ProductGroup = {
  id: number
  name: string
  slug: string
  headline: string
  hidden: boolean
  position: number
}

export type Product = {
  id: number
  groupId: number
  type: ProductType
  name: string
  /** Unique within the group. */
  slug: string
  description: string
  shortDescription: string
  tagline: string
  /** Such as `#AABBCC`; empty for none. */
  colour: string
  /** The module that provisions it; empty for none. */
  module: string
  moduleSettings: ModuleSettings
  serverGroupId: number | null
  payType: PayType
  autoSetup: AutoSetup
  hidden: boolean
  showDomainOptions: boolean
  tax: boolean
  featured: boolean
  /** Whether `stock` limits what can be ordered. */
  stockControl: boolean
  stock: number
  allowQuantity: boolean
  position: number
  options: ProductOptions
  createdAt: number
  updatedAt: number
}

/** What the documents of the existing products name but few use. */
export type ProductOptions = {
  /** 0 for none. */
  welcomeEmailId: number
  proRata: boolean
  /** Day of the month on which a pro rata period ends; 0 when not set. */
  proRataDay: number
  /** From this day of the month on, the next month is charged too; 0 when not set. */
  proRataNextMonthFrom: number
  /** A domain of ours under which the client may have a name, such as `.example.com`. */
  freeSubdomain: string
  recommendations: readonly { productId: number; position: number }[]
  /** Whether a termination that failed is tried again by itself, late as it may be. Not where it is missing. */
  retryTerminations?: boolean
  /** Null follows the server's own rule. */
  onDemandRenewals: OnDemandRenewals | null
}

/** Whether a client may pay early, and how many days early for each cycle. */
type OnDemandRenewals = { enabled: boolean; days: Readonly<Partial<Record<Cycle, number>>> }

export const NO_OPTIONS: ProductOptions = {
  welcomeEmailId: 0,
  proRata: false,
  proRataDay: 0,
  proRataNextMonthFrom: 0,
  freeSubdomain: '',
  recommendations: [],
  onDemandRenewals: null,
}

/** A product with what stands beside it in lists. */
export type ProductListing = Product & {
  groupName: string
  groupSlug: string
  groupPosition: number
  prices: readonly Price[]
  /** Those of its order form. */
  customFields: readonly CustomField[]
  configOptions: readonly PricedConfigOption[]
}

export type PricedConfigOption = Omit<ConfigOption, 'choices'> & {
  choices: readonly (ConfigOption['choices'][number] & { prices: readonly Price[] })[]
}

/** Filters combine with AND; an empty list of ids matches nothing, the module is compared without regard to case. */
export type ProductFilter = {
  ids?: readonly number[] | undefined
  groupId?: number | undefined
  module?: string | undefined
}
