import type { Actor } from '../../access/actor.ts'
import { addMonths, type CalendarDate, daysBetween } from '../../base/calendar.ts'
import { halfAwayFromZero, type Minor, toMinor } from '../../base/money.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import { CYCLES, type Cycle, isRecurring, nextDue } from '../../catalog/cycle.ts'
import type { GivenSelections } from '../../catalog/products/config-option.ts'
import type { Product } from '../../catalog/products/product.ts'
import { returnStock, takeStock } from '../../catalog/products/stock.ts'
import { payable, quote } from '../../catalog/quote.ts'
import type { Currency } from '../../clients/currency.ts'
import { record } from '../../events/event.ts'
import { requirePaymentMethod, type ServiceStores, type ServiceTools, type ServiceTx } from '../parts.ts'
import { recordChange } from '../record-change.ts'
import { ServiceRefused } from '../refused.ts'
import type { Service } from '../service.ts'
import type { ServiceStatus } from '../status.ts'
import type { Order, Upgrade } from './order.ts'
import { insertOrder, openClient } from './place.ts'

export type UpgradeRequest = {
  serviceId: number
  paymentMethod: string
  /** The present one when left out, with other options. */
  productId?: number | undefined
  /** The present one when left out. */
  billingCycle?: Cycle | undefined
  /** Those that are left out stay as they are where the product has them. */
  configOptions?: GivenSelections | undefined
  promoCode?: string | undefined
}

/** What it costs to change now: the difference for the days until the next payment, below zero for less. */
export type UpgradeQuote = {
  upgrade: Upgrade
  service: Service
  from: Product
  to: Product
  daysUntilRenewal: number
  /** Of the present period. */
  totalDays: number
  price: Minor
  /** That all amounts are in. */
  currency: Currency
  /** An order that would change it waits already. */
  inProgress: boolean
}

export async function quoteUpgrade(
  tx: ServiceStores,
  request: UpgradeRequest,
  today: CalendarDate,
): Promise<UpgradeQuote> {
  const service = await tx.services.get(request.serviceId)
  if (!service) throw new NotFound('Service', request.serviceId)
  await requirePaymentMethod(tx, request.paymentMethod, { activeOnly: true })
  if (!CALCULATED.includes(service.status)) throw notUpgradable(service, 'Active')
  if (service.nextDueOn && daysBetween(today, service.nextDueOn) < 0)
    throw new ServiceRefused(
      'service_overdue',
      `Service ${service.id} was due on ${service.nextDueOn}: it must be paid before it is changed`,
      { service: service.id, nextDueOn: service.nextDueOn },
    )
  const from = (await tx.catalog.products.get(service.productId))!
  const productId = request.productId ?? service.productId
  const to = await tx.catalog.products.get(productId)
  if (!to) throw new Invalid('productId', 'the id of a product', productId)
  if (to.module.toLowerCase() !== from.module.toLowerCase())
    throw new Invalid('productId', `a product of the same module (${from.module || 'none'})`, productId)
  const billingCycle = request.billingCycle ?? service.billingCycle
  const { currencyId } = (await tx.clients.get(service.clientId))!
  const { recurringMinor, firstPaymentMinor, setupMinor, configOptions } = await quote(tx, {
    ...{ productId, currencyId, cycle: billingCycle, quantity: service.quantity },
    configOptions: { ...service.configOptions, ...request.configOptions },
  })
  const recurring = isRecurring(billingCycle) ? recurringMinor : toMinor(0)
  const { daysUntilRenewal, totalDays, newDays } = periodOf(service, billingCycle, today)
  const price =
    totalDays > 0 && newDays > 0
      ? fractionOf(daysUntilRenewal, { recurring, newDays, before: service.recurring, totalDays })
      : isRecurring(billingCycle)
        ? recurring
        : firstPaymentMinor - setupMinor - service.firstPayment
  return {
    upgrade: { serviceId: service.id, fromProductId: from.id, productId, billingCycle, configOptions, recurring },
    ...{ service, from, to, daysUntilRenewal, totalDays },
    price: payable(price),
    currency: (await tx.clients.currencies.get(currencyId))!,
    inProgress: (await tx.orders.upgrading(service.id)) !== undefined,
  }
}

/** What has not begun costs what it will, and what was suspended what it did. */
const CALCULATED: readonly ServiceStatus[] = ['Pending', 'Active', 'Suspended']

const notUpgradable = ({ id, status }: Service, expected: string) =>
  new ServiceRefused('service_not_upgradable', `Service ${id} is ${status}: it must be ${expected}`, {
    service: id,
    status,
  })

type Periods = { recurring: number; newDays: number; before: number; totalDays: number }

/** `days` of the new price less those of the old one, exactly; half a cent away from zero. */
function fractionOf(days: number, { recurring, newDays, before, totalDays }: Periods): number {
  const difference = BigInt(recurring) * BigInt(totalDays) - BigInt(before) * BigInt(newDays)
  return halfAwayFromZero(BigInt(days) * difference, BigInt(newDays) * BigInt(totalDays))
}

/** The present period ends with the next due date; what is paid once has none. */
function periodOf({ nextDueOn, billingCycle }: Service, next: Cycle, today: CalendarDate) {
  const daysOf = (cycle: Cycle) => {
    const { months } = CYCLES[cycle]
    return nextDueOn && months !== null ? daysBetween(addMonths(nextDueOn, -months), nextDueOn) : 0
  }
  const totalDays = daysOf(billingCycle)
  const left = nextDueOn ? daysBetween(today, nextDueOn) : 0
  return { totalDays, newDays: daysOf(next), daysUntilRenewal: Math.min(totalDays, Math.max(0, left)) }
}

export type PlacedUpgrade = UpgradeQuote & { orderId: number; orderNumber: string }

/** An order that changes the service when it is accepted. */
export async function placeUpgrade(
  tx: ServiceTx,
  tools: ServiceTools,
  actor: Actor,
  request: UpgradeRequest,
): Promise<PlacedUpgrade> {
  const known = await tx.services.get(request.serviceId)
  if (!known) throw new NotFound('Service', request.serviceId)
  const client = await openClient(tx, known.clientId)
  const service = (await tx.services.lock(request.serviceId))!
  const quoted = await quoteUpgrade(tx, request, tools.wallClock.date(tx.at))
  if (service.status !== 'Active') throw notUpgradable(service, 'Active')
  if (quoted.inProgress)
    throw new ServiceRefused(
      'upgrade_in_progress',
      `An order that changes service ${request.serviceId} waits already`,
      {
        service: request.serviceId,
      },
    )
  const { upgrade, price, from, to } = quoted
  const cart = { clientId: client.id, paymentMethod: request.paymentMethod, promoCode: request.promoCode }
  const order = await insertOrder(tx, actor, cart, client, { upgrade })
  await tx.orders.update(order.id, { amount: price }, tx.at)
  await record(tx, actor, {
    kind: 'order.created',
    subjectId: order.id,
    clientId: client.id,
    description: `Order ${order.id} placed: service ${upgrade.serviceId} from ${from.name} to ${to.name}`,
    changes: { amount: [null, price], paymentMethod: [null, request.paymentMethod], upgrade: [null, upgrade] },
  })
  return { ...quoted, orderId: order.id, orderNumber: order.number }
}

/** With the order's first acceptance, of this day. What was free is due a cycle later. What ended since it was ordered is passed over. */
export async function applyUpgrade(
  tx: ServiceTx,
  actor: Actor,
  { upgrade }: Pick<Order, 'upgrade'>,
  today: CalendarDate,
): Promise<Service | undefined> {
  if (!upgrade) return undefined
  const service = await tx.services.lock(upgrade.serviceId)
  if (!service || (service.status !== 'Active' && service.status !== 'Suspended')) return undefined
  const { productId, billingCycle, configOptions, recurring } = upgrade
  if (productId !== service.productId) {
    // In order of product, as orders take it.
    const moves = [
      { id: service.productId, move: returnStock },
      { id: productId, move: takeStock },
    ].toSorted((a, b) => a.id - b.id)
    for (const { id, move } of moves) await move(tx, actor, id, service.quantity)
  }
  const due = service.nextDueOn === null && isRecurring(billingCycle) ? nextDue(today, null, billingCycle) : {}
  const after = { productId, billingCycle, configOptions, recurring, ...due }
  return recordChange(tx, actor, service, after, { kind: 'service.upgraded', store: tx.services })
}
