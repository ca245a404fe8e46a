import { SYSTEM } from '../../access/actor.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import type { Domain } from '../../domain.ts'
import { accountName, type OutboundAccount, parseSignInName } from '../../outbound/accounts/account.ts'
import type { OutboundService } from '../../outbound/services/service.ts'

/** `1-2-0/bob@example.com`. */
export async function accountNamed({ outbound }: Domain, text: string): Promise<OutboundAccount> {
  const found = (await outbound.accounts.list(SYSTEM)).find((account) => accountName(account) === text)
  if (!found) throw new NotFound('outbound account', text)
  return found
}

/** The name of a service, with its account in front where several have one of this name. */
export async function serviceNamed(domain: Domain, text: string): Promise<OutboundService> {
  const { outbound } = domain
  const named = parseSignInName(text)
  if (named?.service) {
    const account = await accountNamed(domain, accountName(named))
    return outbound.services.get(SYSTEM, { name: named.service, accountId: account.id })
  }
  const [service, another] = (await outbound.services.list(SYSTEM)).filter(({ name }) => name === text)
  if (!service) throw new NotFound('outbound service', text)
  if (another) throw new Invalid('service', 'its account in front, because several have one of this name', text)
  return service
}

/** Every account by its number, for lists. */
export async function accountNames({ outbound }: Domain): Promise<Map<number, string>> {
  return new Map((await outbound.accounts.list(SYSTEM)).map((account) => [account.id, accountName(account)]))
}
