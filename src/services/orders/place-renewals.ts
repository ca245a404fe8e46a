import type { Patch } from '../../base/merge.ts'
import type { Minor } from '../../base/money.ts'
import { payable } from '../../catalog/quote.ts'
import type { Client } from '../../clients/client.ts'
import { requireYears } from '../domains/domain.ts'
import { canDomainTransition } from '../domains/domain-status.ts'
import type { ServiceTx } from '../parts.ts'
import { ServiceRefused } from '../refused.ts'
import { isRenewable } from '../status.ts'
import type { Renewals } from './order.ts'

/** What the client prolongs with the order: each thing once, what it costs, and how many there are. */
export async function renewalsOf(
  tx: ServiceTx,
  client: Client,
  { services = [], addons = [], domains = [] }: Patch<Renewals>,
): Promise<{ ordered: Renewals; amount: Minor; count: number }> {
  const ordered: Renewals = {
    services: [...new Set(services)],
    addons: [...new Set(addons)],
    domains: [...new Map(domains.map((domain) => [domain.id, domain])).values()],
  }
  let amount = 0
  for (const id of ordered.services) {
    const service = await tx.services.get(id)
    if (service?.clientId !== client.id)
      throw new ServiceRefused('service_not_owned', `Service ${id} is not one of client ${client.id}`, { service: id })
    if (!isRenewable(service))
      throw new ServiceRefused('service_not_renewable', `Service ${id} cannot be renewed: it is ${service.status}`, {
        service: id,
        status: service.status,
      })
    amount += service.recurring
  }
  for (const id of ordered.addons) {
    const addon = await tx.addons.get(id)
    if (addon?.clientId !== client.id)
      throw new ServiceRefused('addon_not_owned', `Add-on ${id} is not one of client ${client.id}`, { addon: id })
    if (!isRenewable(addon))
      throw new ServiceRefused('addon_not_renewable', `Add-on ${id} cannot be renewed: it is ${addon.status}`, {
        addon: id,
        status: addon.status,
      })
    amount += addon.recurring
  }
  for (const { id, years } of ordered.domains) {
    requireYears('years', years)
    const domain = await tx.domains.get(id)
    if (domain?.clientId !== client.id)
      throw new ServiceRefused('domain_not_owned', `Domain ${id} is not one of client ${client.id}`, { domain: id })
    if (!canDomainTransition(domain.status, 'renew'))
      throw new ServiceRefused('domain_not_renewable', `Domain ${id} cannot be renewed: it is ${domain.status}`, {
        domain: id,
        status: domain.status,
      })
    amount += Math.round((domain.recurring * years) / domain.periodYears)
  }
  const count = ordered.services.length + ordered.addons.length + ordered.domains.length
  return { ordered, amount: payable(amount), count }
}
