import { Refusal } from '../base/refusal.ts'

/** Facts: the `product`, `option`, `choice`, `cycle` or `quantity` in question, where there is one. */
export type CatalogRefusalCode =
  | 'product_name_required'
  | 'product_group_unknown'
  | 'product_type_invalid'
  | 'pay_type_invalid'
  | 'auto_setup_invalid'
  | 'welcome_email_unknown'
  | 'colour_invalid'
  | 'recommendation_unknown'
  | 'cycle_not_offered'
  | 'choice_unknown'
  | 'quantity_refused'
  | 'out_of_stock'

/** What the catalog does not hold, or cannot sell. */
export class CatalogRefused extends Refusal {
  declare readonly code: CatalogRefusalCode

  constructor(code: CatalogRefusalCode, message: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(code, message, facts)
  }
}
