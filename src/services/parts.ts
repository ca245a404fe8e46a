import type { SecretBox } from '../base/secrets.ts'
import type { Moment, Within } from '../base/transaction.ts'
import type { WallClock } from '../base/wall-clock.ts'
import type { CatalogStores } from '../catalog/parts.ts'
import { ServiceRefused } from './refused.ts'
import type { AddonStore, DomainStore, OrderStore, ServiceStore } from './store.ts'

export type ServiceStores = CatalogStores & {
  services: ServiceStore
  addons: AddonStore
  domains: DomainStore
  orders: OrderStore
}

/** What a step works with. */
export type Steps = ServiceStores & Moment

/** What steps need beside the stores: dates are those of the server's zone. */
export type Tools = { secrets: SecretBox; wallClock: WallClock }

export type ServiceParts<S extends ServiceStores = ServiceStores> = Tools & { read: ServiceStores; within: Within<S> }

/** A record may keep a method that is no longer offered; an order may not choose it. */
export async function requirePaymentMethod(
  s: ServiceStores,
  module: string,
  { activeOnly }: { activeOnly: boolean },
): Promise<void> {
  const methods = await s.catalog.paymentMethods.list({})
  if (methods.some((method) => method.module === module && (method.active || !activeOnly))) return
  const valid = methods.filter(({ active }) => active).map((method) => method.module)
  throw new ServiceRefused('payment_method_unknown', `Invalid payment method: expected one of ${valid.join(', ')}`, {
    got: module,
    valid,
  })
}
