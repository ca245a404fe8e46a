import type { SecretBox } from '../base/secrets/secrets.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
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

/** What the verbs of this room write in. */
export type ServiceTx = Tx<ServiceStores>

/** What verbs need beside the stores: dates are those of the server's zone. */
export type ServiceTools = { secrets: SecretBox; wallClock: WallClock }

export type ServiceParts<S extends ServiceStores = ServiceStores> = ServiceTools & {
  read: ServiceStores
  transaction: Transaction<S>
}

/** A record may keep a method that is no longer offered; an order may not choose it. */
export async function requirePaymentMethod(
  tx: ServiceStores,
  module: string,
  { activeOnly }: { activeOnly: boolean },
): Promise<void> {
  const methods = await tx.catalog.paymentMethods.list({})
  if (methods.some((method) => method.module === module && (method.active || !activeOnly))) return
  const valid = methods.filter(({ active }) => active).map((method) => method.module)
  throw new ServiceRefused('payment_method_unknown', `Invalid payment method: expected one of ${valid.join(', ')}`, {
    got: module,
    valid,
  })
}
