import type { Actor } from '../access/actor.ts'
import type { CalendarDate } from '../base/calendar.ts'
import { record } from '../events/event.ts'
import { nounOf } from '../events/kinds.ts'
import { canDomainTransition } from './domains/domain-status.ts'
import { stepAddon, stepDomain, stepService } from './life.ts'
import type { ServiceTx } from './parts.ts'
import { NOUNS } from './record-change.ts'
import { ServiceRefused } from './refused.ts'

/** What a client holds ends with the account, in the records: what ran is terminated, what never did is cancelled. */
export async function endHoldings(tx: ServiceTx, actor: Actor, clientId: number, today: CalendarDate): Promise<void> {
  const ending = (status: string) =>
    status === 'Pending' ? 'cancel' : status === 'Active' || status === 'Suspended' ? 'terminate' : undefined
  for (const service of await tx.services.lockOfClient(clientId)) {
    const verb = ending(service.status)
    if (verb) await stepService(tx, actor, service, verb, today)
  }
  for (const addon of await tx.addons.lockOfClient(clientId)) {
    const verb = ending(addon.status)
    if (verb) await stepAddon(tx, actor, addon, verb, today)
  }
  for (const domain of await tx.domains.lockOfClient(clientId))
    if (canDomainTransition(domain.status, 'cancel')) await stepDomain(tx, actor, domain, 'cancel')
}

/** All that the client ever ordered, and the orders; their events stay. What still runs at a panel or a registrar is refused. */
export async function deleteHoldings(tx: ServiceTx, actor: Actor, clientId: number): Promise<void> {
  const services = await tx.services.lockOfClient(clientId)
  const addons = await tx.addons.lockOfClient(clientId)
  const domains = await tx.domains.lockOfClient(clientId)
  const running: string[] = []
  for (const { id, status, productId } of services)
    if ((status === 'Active' || status === 'Suspended') && (await tx.catalog.products.get(productId))?.module)
      running.push(`service ${id}`)
  for (const { id, status, registrar } of domains)
    if (status === 'Active' && registrar !== '') running.push(`domain ${id}`)
  if (running.length > 0)
    throw new ServiceRefused('client_has_running', `Still running: ${running.slice(0, 10).join(', ')}. End it first`, {
      client: clientId,
      running: running.length,
    })
  for (const addon of addons) await gone('addon.deleted', addon.id, tx.addons)
  for (const service of services) await gone('service.deleted', service.id, tx.services)
  for (const domain of domains) await gone('domain.deleted', domain.id, tx.domains)
  for (const order of await tx.orders.lockOfClient(clientId)) await gone('order.deleted', order.id, tx.orders)

  async function gone(
    kind: 'addon.deleted' | 'service.deleted' | 'domain.deleted' | 'order.deleted',
    id: number,
    store: { delete(id: number): Promise<void> },
  ) {
    await store.delete(id)
    await record(tx, actor, {
      kind,
      subjectId: id,
      clientId,
      description: `${NOUNS[nounOf(kind)]} ${id} deleted with client ${clientId}`,
    })
  }
}
