import { Refusal } from '../base/refusal.ts'

/** Facts are named beside each. */
export type ServiceRefusalCode =
  /** `got`, and `valid`: the modules that can be chosen. */
  | 'payment_method_unknown'
  /** An update that names no field. */
  | 'nothing_to_update'
  /** `client`. */
  | 'client_closed'
  | 'cart_empty'
  /** `product`. */
  | 'product_unknown'
  /** `definition`; `product` too where it is not offered with that one. */
  | 'addon_definition_unknown'
  /** `contact`. */
  | 'contact_not_owned'
  /** `service`, `addon` or `domain`: it is not this client's, or there is none. */
  | 'service_not_owned'
  | 'addon_not_owned'
  | 'domain_not_owned'
  /** `service`, `addon` or `domain`, and `status`. */
  | 'service_not_renewable'
  | 'addon_not_renewable'
  | 'domain_not_renewable'
  /** `service` and `status`. */
  | 'service_not_upgradable'
  | 'service_overdue'
  /** `service`. */
  | 'upgrade_in_progress'
  /** `order` and `status`. */
  | 'order_not_deletable'
  /** `client`, and `running`: how many services and domains. */
  | 'client_has_running'
  /** `service`: somebody has asked for it already. */
  | 'cancel_requested'
  /** `service`. */
  | 'oauth_service_unknown'

/** What cannot be done to what clients hold, or be ordered. */
export class ServiceRefused extends Refusal {
  declare readonly code: ServiceRefusalCode

  constructor(code: ServiceRefusalCode, message: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(code, message, facts)
  }
}
