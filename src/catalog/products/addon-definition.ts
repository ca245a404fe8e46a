import type { CustomField } from '../../clients/custom-field.ts'
import type { PayType } from '../cycle.ts'
import type { Price } from '../price.ts'
import type { ModuleSettings } from './module-settings.ts'
import type { AutoSetup } from './product.ts'

/** An extra that can be sold beside a product. */
export type AddonDefinition = {
  id: number
  name: string
  description: string
  payType: PayType
  tax: boolean
  module: string
  moduleSettings: ModuleSettings
  serverGroupId: number | null
  autoSetup: AutoSetup
  /** Whether an overdue add-on suspends its service as well. */
  suspendParent: boolean
  allowQuantity: boolean
  hidden: boolean
  /** The products it is offered with. */
  productIds: readonly number[]
  position: number
}

export type AddonDefinitionListing = AddonDefinition & {
  prices: readonly Price[]
  customFields: readonly CustomField[]
}
