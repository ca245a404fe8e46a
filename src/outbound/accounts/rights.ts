import { type Actor, authorize } from '../../access/actor.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import type { Job } from '../../jobs/job.ts'
import { OutboundRefused } from '../refused.ts'
import type { ServiceRef } from '../services/service.ts'
import type { ServiceCache } from '../services/service-cache.ts'
import { START_JOB, type StartPayload } from '../starts/start.ts'
import type { ServiceRow } from '../store.ts'
import { isCaller, type OutboundActor } from './caller.ts'

/** To look, to start, to take back what has not begun, or to change services. */
type Access = 'read' | 'start' | 'clear' | 'manage'

const PERMISSION = {
  read: 'outbound.read',
  start: 'outbound.start',
  clear: 'outbound.write',
  manage: 'outbound.write',
} as const satisfies Record<Access, string>

/** First in every verb. A service's password is good for all that concerns its own queue, and for nothing else. */
export function mayDo(actor: OutboundActor, access: Access): void {
  if (!isCaller(actor)) authorize(actor, PERMISSION[access])
  else if (actor.kind === 'service' && access === 'manage') throw needsAccountKey()
  else if (actor.kind === 'account' && actor.readOnly && access !== 'read')
    throw new OutboundRefused('read_only_key', 'This API key may only read')
}

/** For what concerns more than one service. */
export function mayDoForAccount(actor: OutboundActor, access: Access): void {
  if (actor.kind === 'service') throw needsAccountKey()
  mayDo(actor, access)
}

const needsAccountKey = () =>
  new OutboundRefused('account_key_needed', "This needs an API key of the account; a service's password is not enough")

/** The account that is meant: the caller's own, or the one that staff name. */
export function accountOf(actor: OutboundActor, accountId: number | undefined): number | undefined {
  if (!isCaller(actor)) return accountId
  if (accountId !== undefined && accountId !== actor.accountId) throw new NotFound('outbound account', accountId)
  return actor.accountId
}

/** The service that is meant, if the actor reaches it. What belongs to others is unknown, not refused. */
export async function reach(known: ServiceCache, actor: OutboundActor, ref: ServiceRef): Promise<ServiceRow> {
  if (actor.kind === 'service') return ownService(known, actor, ref)
  if ('id' in ref) {
    const service = await known.byId(ref.id)
    if (!reachesService(actor, service)) throw new NotFound('outbound service', ref.id)
    return service
  }
  const accountId = accountOf(actor, ref.accountId)
  if (accountId === undefined) throw new Invalid('account', 'the account whose service it is')
  return known.byName(accountId, ref.name)
}

/** Whether another one exists is nobody's business here. */
async function ownService(known: ServiceCache, actor: { id: number }, ref: ServiceRef): Promise<ServiceRow> {
  const own = await known.byId(actor.id)
  if ('id' in ref ? ref.id === own.id : ref.name === own.name && (ref.accountId ?? own.accountId) === own.accountId)
    return own
  const service = 'id' in ref ? ref.id : ref.name
  throw new OutboundRefused('other_service', `The password is not that of service ${service}`, { service })
}

export function reachesService(actor: OutboundActor, service: Pick<ServiceRow, 'id' | 'accountId'>): boolean {
  if (!isCaller(actor)) return true
  return actor.kind === 'service' ? actor.id === service.id : actor.accountId === service.accountId
}

/** What belongs to another account is unknown, and so are jobs that are no starts. */
export function reachesStart(actor: OutboundActor, { kind, payload }: Job): boolean {
  if (kind !== START_JOB) return false
  const { accountId, serviceId } = payload as unknown as StartPayload
  return reachesService(actor, { id: serviceId, accountId })
}

/** For verbs of staff only. */
export const mayManage = (actor: Actor): void => authorize(actor, 'outbound.write')
