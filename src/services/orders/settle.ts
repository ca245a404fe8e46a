import type { Actor } from '../../access/actor.ts'
import { NotFound } from '../../base/refusal.ts'
import { returnStock, takeStock } from '../../catalog/products/stock.ts'
import { record } from '../../events/event.ts'
import { nounOf } from '../../events/kinds.ts'
import { canDomainTransition } from '../domains/domain-status.ts'
import { stepAddon, stepDomain, stepService } from '../life.ts'
import type { ServiceTools, ServiceTx } from '../parts.ts'
import { type ChangeKind, NOUNS, recordChange } from '../record-change.ts'
import { ServiceRefused } from '../refused.ts'
import type { Service } from '../service.ts'
import { canServiceTransition } from '../status.ts'
import type { Order } from './order.ts'
import { DELETABLE, orderTransition } from './order-status.ts'

type Verb = 'cancel' | 'markFraud' | 'reopen'

const KINDS = {
  cancel: 'order.cancelled',
  markFraud: 'order.marked_fraud',
  reopen: 'order.reopened',
} as const satisfies Record<Verb, ChangeKind>

/**
 * The order and its items take the verb. Items whose own life does not allow it, such as a terminated service,
 * stay as they are. It contacts nobody.
 */
export async function settleOrder(
  tx: ServiceTx,
  { wallClock }: Pick<ServiceTools, 'wallClock'>,
  actor: Actor,
  id: number,
  verb: Verb,
): Promise<Order> {
  const order = await lockedOrder(tx, id)
  const status = orderTransition(order.status, verb)
  const today = wallClock.date(tx.at)
  const moved: [before: Service, after: Service][] = []
  for (const service of await tx.services.lockOfOrder(id))
    if (canServiceTransition(service.status, verb))
      moved.push([service, await stepService(tx, actor, service, verb, today)])
  for (const addon of await tx.addons.lockOfOrder(id))
    if (canServiceTransition(addon.status, verb)) await stepAddon(tx, actor, addon, verb, today)
  for (const domain of await tx.domains.lockOfOrder(id))
    if (canDomainTransition(domain.status, verb)) await stepDomain(tx, actor, domain, verb)
  // After everything else and in order of product, as orders take it, so that nobody waits for somebody who waits.
  for (const [before, after] of moved.toSorted(([, a], [, b]) => a.productId - b.productId))
    await keepStock(tx, actor, before, after)
  return recordChange(tx, actor, order, { status }, { kind: KINDS[verb], store: tx.orders })
}

/** What is not wanted after all goes back to stock, and is taken again when it is. */
async function keepStock(tx: ServiceTx, actor: Actor, before: Service, after: Service): Promise<void> {
  const [held, holds] = [takesStock(before), takesStock(after)]
  if (held && !holds) await returnStock(tx, actor, after.productId, after.quantity)
  if (!held && holds) await takeStock(tx, actor, after.productId, after.quantity)
}

const takesStock = ({ status }: Service) => status !== 'Cancelled' && status !== 'Fraud'

/** The order and all that was ordered with it are gone; their events stay. */
export async function deleteOrder(tx: ServiceTx, actor: Actor, id: number): Promise<void> {
  const order = await lockedOrder(tx, id)
  if (!DELETABLE.includes(order.status))
    throw new ServiceRefused(
      'order_not_deletable',
      `Order ${id} is ${order.status}: only what is cancelled is deleted`,
      {
        order: id,
        status: order.status,
      },
    )
  const services = await tx.services.lockOfOrder(id)
  const addons = new Map((await tx.addons.lockOfOrder(id)).map((addon) => [addon.id, addon]))
  // An add-on of another order goes with its service: it cannot be without it.
  for (const service of services)
    for (const addon of await tx.addons.lockOfService(service.id)) addons.set(addon.id, addon)
  for (const addon of addons.values()) await deleteOne('addon.deleted', tx.addons, addon)
  for (const service of services) await deleteOne('service.deleted', tx.services, service)
  for (const domain of await tx.domains.lockOfOrder(id)) await deleteOne('domain.deleted', tx.domains, domain)
  await deleteOne('order.deleted', tx.orders, order)

  async function deleteOne(
    kind: 'addon.deleted' | 'service.deleted' | 'domain.deleted' | 'order.deleted',
    store: { delete(id: number): Promise<void> },
    item: { id: number; clientId: number },
  ) {
    await store.delete(item.id)
    await record(tx, actor, {
      kind,
      subjectId: item.id,
      clientId: item.clientId,
      description: `${NOUNS[nounOf(kind)]} ${item.id} deleted${kind === 'order.deleted' ? '' : ` with order ${id}`}`,
    })
  }
}

async function lockedOrder(tx: ServiceTx, id: number): Promise<Order> {
  const order = await tx.orders.lock(id)
  if (!order) throw new NotFound('Order', id)
  return order
}
