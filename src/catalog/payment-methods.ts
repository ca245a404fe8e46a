import { type Actor, authorize } from '../access/actor.ts'
import type { Patch } from '../base/merge.ts'
import { Invalid, NotFound } from '../base/refusal.ts'
import type { Tx } from '../base/transaction.ts'
import { changesBetween, record } from '../events/event.ts'
import { moduleName, nameOf, wholeNumber } from './checks.ts'
import type { CatalogParts, CatalogStores } from './parts.ts'
import type { PaymentMethod } from './payment-method.ts'

type Named = Pick<PaymentMethod, 'module' | 'displayName'>

/** What is left out stays as it is. */
export type PaymentMethodChanges = Patch<Pick<PaymentMethod, 'displayName' | 'position'>>

export function makePaymentMethods({ read, transaction }: Pick<CatalogParts, 'read' | 'transaction'>) {
  return {
    /** From now on these are the ones in use, in this order. Others keep their names for what was sold with them. */
    async replace(actor: Actor, methods: readonly Named[]): Promise<PaymentMethod[]> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => replacePaymentMethods(tx, actor, methods))
    },

    /** Comes into use behind the others; or again, where its module was in use before. */
    async create(actor: Actor, method: Named): Promise<PaymentMethod> {
      authorize(actor, 'catalog.write')
      return transaction(async (tx) => {
        const inUse = await tx.catalog.paymentMethods.reserveActive()
        return named(await replacePaymentMethods(tx, actor, [...inUse, method]), method.module)
      })
    },

    /** `position` counts from 0 among those in use. */
    async update(actor: Actor, module: string, changes: PaymentMethodChanges): Promise<PaymentMethod> {
      authorize(actor, 'catalog.write')
      return transaction(async (tx) => {
        const { before, others } = await takenOut(tx, module)
        const { displayName = before.displayName, position = before.position } = changes
        const after = others.toSpliced(wholeNumber('position', position), 0, { module, displayName })
        return named(await replacePaymentMethods(tx, actor, after), module)
      })
    },

    /** Is not in use any more, and keeps its name for what was sold with it. */
    async delete(actor: Actor, module: string): Promise<void> {
      authorize(actor, 'catalog.write')
      return transaction(async (tx) => {
        await replacePaymentMethods(tx, actor, (await takenOut(tx, module)).others)
      })
    },

    /** Whether it is in use or not. */
    async get(actor: Actor, module: string): Promise<PaymentMethod> {
      authorize(actor, 'catalog.read')
      return named(await read.catalog.paymentMethods.list({}), module)
    },

    /** By position, then module. */
    async list(actor: Actor, filter: { activeOnly?: boolean } = {}): Promise<PaymentMethod[]> {
      authorize(actor, 'catalog.read')
      return read.catalog.paymentMethods.list(filter)
    },
  }
}

/** The one in use, with its place among them, and the others in their order. */
async function takenOut(
  tx: Tx<CatalogStores>,
  module: string,
): Promise<{ before: PaymentMethod; others: readonly Named[] }> {
  const inUse = await tx.catalog.paymentMethods.reserveActive()
  const before = named(inUse, module)
  return {
    before: { ...before, position: inUse.indexOf(before) },
    others: inUse.filter((method) => method !== before),
  }
}

function named(methods: readonly PaymentMethod[], module: string): PaymentMethod {
  const method = methods.find((one) => one.module === module)
  if (!method) throw new NotFound('Payment method', module)
  return method
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
