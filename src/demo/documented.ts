import type { CalendarDate } from '../base/calendar.ts'
import { toMinor } from '../base/money.ts'
import type { DemoStores, Sealing } from './stores.ts'
import { usualAddon, usualOrder, usualService } from './usual.ts'

const day = (text: string) => text as CalendarDate

/**
 * The examples of the documents, as they print them: client 1 with exactly two services and one add-on, and the one
 * `cpanel` entry of the module queue. Nobody else's data is in their way, and their servers are never contacted.
 */
export async function addDocumented(tx: DemoStores, { secrets, wallClock }: Sealing): Promise<void> {
  const password = secrets.seal('xxxxxxxx')
  const orders = [
    { id: 1, orderNumber: '456789', amount: toMinor(1295), paymentMethod: 'authorize', on: '2015-01-01' },
    { id: 2, orderNumber: null, amount: toMinor(2495), paymentMethod: 'paypal', on: '2015-05-20' },
  ]
  for (const { on, ...order } of orders)
    await tx.orders.insert({ ...usualOrder, clientId: 1, orderedAt: wallClock.startOfDay(day(on)), ...order }, tx.at)

  await tx.services.insert(
    {
      ...usualService,
      id: 1,
      clientId: 1,
      orderId: 1,
      productId: 1,
      serverId: 1,
      status: 'Terminated',
      domain: 'demodomain.com',
      username: 'demodoma',
      passwordSealed: password,
      paymentMethod: 'authorize',
      firstPayment: toMinor(1295),
      recurring: toMinor(1295),
      registeredOn: day('2015-01-01'),
      nextDueOn: day('2016-11-25'),
    },
    tx.at,
  )
  await tx.services.insert(
    {
      ...usualService,
      id: 2,
      clientId: 1,
      orderId: 2,
      productId: 3,
      serverId: 2,
      quantity: 2,
      domain: 'demodomain2.net',
      username: 'demodom2',
      passwordSealed: password,
      firstPayment: toMinor(2495),
      recurring: toMinor(2495),
      registeredOn: day('2015-05-20'),
      nextDueOn: day('2017-01-20'),
      configOptions: { 1: { choiceId: 1, quantity: 1 } },
    },
    tx.at,
  )
  await tx.addons.insert(
    {
      ...usualAddon,
      id: 1,
      clientId: 1,
      serviceId: 1,
      name: 'Addon 1',
      recurring: toMinor(1500),
      registeredOn: day('2015-12-03'),
      nextDueOn: day('2016-10-03'),
      nextInvoiceOn: day('2016-10-03'),
    },
    tx.at,
  )

  const failedAt = wallClock.parse('2016-11-01 09:00:02')!
  await tx.moduleQueue.insert({
    id: 1,
    serviceType: 'service',
    serviceId: 1,
    module: 'cpanel',
    action: 'CreateAccount',
    lastAttemptAt: failedAt,
    lastError: 'Product attribute Package Name "this_package_is_made_up" not found on server',
    failureClass: 'configuration',
    retries: 0,
    held: true,
    nextAttemptAt: null,
    createdAt: failedAt,
    updatedAt: failedAt,
  })
}
