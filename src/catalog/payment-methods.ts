import { type Actor, authorize } from '../access/actor.ts'
import { Invalid } from '../base/refusal.ts'
import type { Tx } from '../base/transaction.ts'
import { changesBetween, record } from '../events/event.ts'
import { moduleName, nameOf } from './checks.ts'
import type { CatalogParts, CatalogStores } from './parts.ts'
import type { PaymentMethod } from './payment-method.ts'

type Named = Pick<PaymentMethod, 'module' | 'displayName'>

export function makePaymentMethods({ read, transaction }: Pick<CatalogParts, 'read' | 'transaction'>) {
  return {
    /** From now on these are the ones in use, in this order. Others keep their names for what was sold with them. */
    async replace(actor: Actor, methods: readonly Named[]): Promise<PaymentMethod[]> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => replacePaymentMethods(tx, actor, methods))
    },

    /** By position, then module. */
    async list(actor: Actor, filter: { activeOnly?: boolean } = {}): Promise<PaymentMethod[]> {
      authorize(actor, 'catalog.read')
      return read.catalog.paymentMethods.list(filter)
    },
  }
}

async function replacePaymentMethods(
  tx: Tx<CatalogStores>,
  actor: Actor,
  methods: readonly Named[],
): Promise<PaymentMethod[]> {
  const modules = methods.map(({ module }) => moduleName(module))
  if (modules.includes('')) throw new Invalid('module', 'the name of a payment module')
  if (new Set(modules).size < modules.length) throw new Invalid('module', 'each payment module once')
  const active = methods.map(({ module, displayName }, position) => ({
    module,
    displayName: nameOf(displayName, 'display name'),
    position,
  }))
  const before = await tx.catalog.paymentMethods.replaceActive(active)
  const inUse = (list: readonly Named[]) => ({ inUse: list.map(({ module, displayName }) => [module, displayName]) })
  const changes = changesBetween(inUse(before), inUse(active))
  if (Object.keys(changes).length > 0)
    await record(tx, actor, {
      kind: 'payment_methods.updated',
      subjectId: 0,
      description: `Payment methods in use: ${modules.join(', ') || 'none'}`,
      changes,
    })
  return tx.catalog.paymentMethods.list({ activeOnly: true })
}
