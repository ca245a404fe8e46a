import type { CalendarDate } from '../../../src/base/calendar.ts'
import { toMinor } from '../../../src/base/money.ts'
import { usualAddon, usualDomain, usualOrder, usualService } from '../../../src/demo/usual.ts'
import type { DomainStatus } from '../../../src/services/domains/domain-status.ts'
import type { TestApp } from '../../support/app.ts'

const day = (text: string) => text as CalendarDate

const DOMAINS: readonly [id: number, name: string, status: DomainStatus][] = [
  [901, 'held.example', 'Active'],
  [902, 'late.example', 'Expired'],
  [903, 'never-came.example', 'Pending'],
  [904, 'given-up.example', 'Cancelled'],
  [905, 'still-coming.example', 'Pending Transfer'],
  [906, 'gone.example', 'Transferred Away'],
  [907, 'stolen.example', 'Fraud'],
]

/**
 * What client 1 may prolong or not: services 311-313, add-ons 411-412, domains 901-907. Contact 1 is client 1's and
 * contact 2 another's. Order 900 is pending, with a service, an add-on and a domain that no module looks after.
 */
export async function addRenewableHoldings({ provisor }: TestApp): Promise<void> {
  await provisor.transaction(async (tx) => {
    const service = { ...usualService, clientId: 1, recurring: toMinor(2400), nextDueOn: day('2026-02-28') }
    await tx.services.insert({ ...service, id: 311, productId: 9 }, tx.at)
    await tx.services.insert({ ...service, id: 312, productId: 9, status: 'Terminated' }, tx.at)
    await tx.services.insert({ ...service, id: 313, productId: 10, billingCycle: 'onetime', nextDueOn: null }, tx.at)
    const addon = { ...usualAddon, clientId: 1, serviceId: 311, recurring: toMinor(400), nextDueOn: day('2026-01-31') }
    await tx.addons.insert({ ...addon, id: 411, name: 'Kept' }, tx.at)
    await tx.addons.insert({ ...addon, id: 412, name: 'Given Up', status: 'Cancelled' }, tx.at)
    for (const [id, name, status] of DOMAINS)
      await tx.domains.insert(
        { ...usualDomain, id, clientId: 1, name, status, recurring: toMinor(1400), expiresOn: day('2026-06-30') },
        tx.at,
      )
    for (const [id, clientId] of [
      [1, 1],
      [2, 2],
    ] as const)
      await tx.clients.contacts.insert({ ...contact, id, clientId }, tx.at)
    await addPendingOrder(tx)
  })
}

type Stores = Parameters<Parameters<TestApp['provisor']['transaction']>[0]>[0]

async function addPendingOrder(tx: Stores): Promise<void> {
  const amount = toMinor(25_000)
  const pending = { clientId: 1, orderId: 900, status: 'Pending' } as const
  await tx.orders.insert(
    { ...usualOrder, id: 900, orderNumber: '9000000001', clientId: 1, status: 'Pending', orderedAt: tx.at, amount },
    tx.at,
  )
  const service = { ...usualService, ...pending, productId: 10, billingCycle: 'onetime' } as const
  await tx.services.insert({ ...service, id: 391, domain: 'survey.example', firstPayment: amount }, tx.at)
  await tx.addons.insert(
    { ...usualAddon, ...pending, id: 491, serviceId: 391, name: 'Report', billingCycle: 'free' },
    tx.at,
  )
  await tx.domains.insert({ ...usualDomain, ...pending, id: 991, name: 'survey.example' }, tx.at)
}

const contact = {
  firstName: 'Connie',
  lastName: 'Contact',
  companyName: '',
  email: 'connie@example.com',
  address1: '',
  address2: '',
  city: '',
  state: '',
  postcode: '',
  country: '',
  phoneNumber: '',
  taxId: '',
  emails: { general: false, product: false, domain: true, invoice: false, support: false, affiliate: false },
}
