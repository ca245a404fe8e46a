import { SYSTEM } from '../access/actor.ts'
import { addDays, addMonths } from '../base/calendar.ts'
import { toMinor } from '../base/money.ts'
import { createClient } from '../clients/create-client.ts'
import type { ServiceStatus } from '../services/status.ts'
import { PRODUCTS } from './catalog.ts'
import { inventPerson, type Person } from './people.ts'
import { makeRandom, type Random } from './random.ts'
import type { DemoStores, Sealing } from './stores.ts'
import { usualAddon, usualDomain, usualOrder, usualService } from './usual.ts'

const CLIENTS = 50
const SERVICES = 200

/** Everybody but the documented client: so that each screen has something true to show. */
export async function addCrowd(tx: DemoStores, sealing: Sealing): Promise<void> {
  const random = makeRandom(219)
  const people: Person[] = []
  for (let id = 2; id <= CLIENTS; id++) {
    const person = inventPerson(random, id)
    people.push(person)
    await addClient(tx, sealing, id, person)
  }
  for (let id = 3; id <= SERVICES; id++) {
    const clientId = 2 + random.below(CLIENTS - 1)
    await addService(tx, sealing, random, id, clientId, people[clientId - 2]!)
  }
  await addFailures(tx, sealing)
}

export async function addClient(
  tx: DemoStores,
  { wallClock, secrets }: Sealing,
  id: number,
  person: Person,
): Promise<void> {
  const { site: _, ...contactDetails } = person
  await createClient(tx, { wallClock, secrets }, SYSTEM, {
    ...contactDetails,
    id,
    createdOn: addDays(wallClock.date(tx.at), -30 * (CLIENTS + 1 - id)),
    groupId: id % 10 === 0 ? 1 : null,
    currencyId: ['FR', 'DE', 'PT'].includes(person.country) ? 2 : 1,
    passwordHash: null,
    securityAnswerSealed: null,
    skipValidation: true,
  })
}

async function addService(
  tx: DemoStores,
  { secrets, wallClock }: Sealing,
  random: Random,
  id: number,
  clientId: number,
  { site }: Person,
): Promise<void> {
  const product = random.pick(PRODUCTS.filter((candidate) => !('module' in candidate) || candidate.module !== 'cpanel'))
  const status: ServiceStatus = random.pick([
    'Active',
    'Active',
    'Active',
    'Active',
    'Suspended',
    'Terminated',
    'Pending',
  ])
  const now = wallClock.date(tx.at)
  const registeredOn = addDays(now, -1 - random.below(700))
  const price = toMinor('once' in product ? product.once : product.monthly)
  const domain = product.groupId === 1 ? `${site}-${id}.example.com` : ''
  const orderId = await tx.orders.insert(
    {
      ...usualOrder,
      orderNumber: String(3_000_000_000 + id * 7919),
      clientId,
      orderedAt: wallClock.startOfDay(registeredOn),
      status: status === 'Pending' ? 'Pending' : 'Active',
      amount: price,
    },
    tx.at,
  )
  await tx.services.insert(
    {
      ...usualService,
      id,
      clientId,
      orderId: orderId!,
      productId: product.id,
      serverId: 'module' in product || status === 'Pending' ? null : 3 + (id % 2),
      status,
      domain,
      username: domain.replace(/[^a-z]/g, '').slice(0, 6) + (domain && id),
      passwordSealed: domain ? secrets.seal(`demo-${id}-password`) : null,
      billingCycle: 'once' in product ? 'onetime' : 'monthly',
      firstPayment: price,
      recurring: 'once' in product ? toMinor(0) : price,
      registeredOn,
      nextDueOn: 'once' in product ? null : addDays(now, random.below(30)),
      terminatedOn: status === 'Terminated' ? addMonths(registeredOn, 1) : null,
      suspensionReason: status === 'Suspended' ? 'Overdue on Payment' : '',
      diskUsedMb: random.below(900),
      diskLimitMb: 1000,
      usageAt: tx.at,
    },
    tx.at,
  )
  if (domain && random.chance(0.3)) {
    await tx.addons.insert(
      {
        ...usualAddon,
        clientId,
        serviceId: id,
        definitionId: 1,
        // Of its own where its service is not set up yet.
        serverId: status === 'Pending' ? 3 + (id % 2) : null,
        recurring: toMinor(400),
        registeredOn,
        nextDueOn: addDays(now, 9),
      },
      tx.at,
    )
  }
  if (domain && random.chance(0.25)) {
    await tx.domains.insert(
      {
        ...usualDomain,
        clientId,
        name: domain,
        registrar: 'demopanel',
        serverId: 3 + (id % 2),
        recurring: toMinor(1400),
        registeredOn,
        expiresOn: addMonths(registeredOn, 12),
        nextDueOn: addMonths(registeredOn, 12),
        nameservers: ['ns1.example.net', 'ns2.example.net'],
      },
      tx.at,
    )
  }
}

/** One failure of an add-on and one of a domain, beside the documented one of a service. Tried again, they may go well. */
async function addFailures(tx: DemoStores, { wallClock }: Sealing): Promise<void> {
  const failedAt = wallClock.startOfDay(wallClock.date(tx.at))
  const failed = {
    module: 'demopanel',
    lastAttemptAt: failedAt,
    held: true,
    nextAttemptAt: null,
    retries: 2,
    createdAt: failedAt,
    updatedAt: failedAt,
  }
  await tx.moduleQueue.insert({
    ...failed,
    id: 2,
    serviceType: 'addon',
    serviceId: 2,
    action: 'SuspendAccount',
    lastError: 'The panel answered 503 Service Unavailable',
    failureClass: 'transient',
  })
  await tx.moduleQueue.insert({
    ...failed,
    id: 3,
    serviceType: 'domain',
    serviceId: 1,
    action: 'RenewDomain',
    lastError: 'The registry refused the renewal: the domain is locked',
    failureClass: 'permanent',
  })
}
