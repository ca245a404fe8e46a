import { type Actor, authorize } from '../access/actor.ts'
import { addMonths, type CalendarDate } from '../base/calendar.ts'
import { NotFound, TransitionRefused } from '../base/refusal.ts'
import { requirePassword } from '../services/checks.ts'
import { type DomainName, requireYears } from '../services/domains/domain.ts'
import { canDomainTransition, type DomainTransition } from '../services/domains/domain-status.ts'
import type { Acceptance, EnqueueProvisioning } from '../services/orders/accept.ts'
import type { Order } from '../services/orders/order.ts'
import type { Orders } from '../services/orders/orders.ts'
import { recordChange } from '../services/record-change.ts'
import type { ServiceType } from '../services/service-type.ts'
import { canServiceTransition, type ServiceTransition } from '../services/status.ts'
import { type ActionName, MODULE_ACTIONS } from './operations/module-action.ts'
import type { Operation, OperationParams } from './operations/operation.ts'
import { type OperationRequest, request } from './operations/request.ts'
import { lockTarget, type Target } from './operations/target.ts'
import { answer, makeWaiting } from './operations/wait-for-outcome.ts'
import type { Backend } from './panel/backend.ts'
import type { ProvisioningParts, ProvisioningStores, ProvisioningTools, ProvisioningTx } from './parts.ts'
import { ProvisioningRefused } from './refused.ts'

/** What a module acts on. */
export type Item = { type: ServiceType; id: number }

type Parts = ProvisioningParts & {
  orders: Pick<Orders, 'accept'>
  /** Whether this process carries operations out: without that there is nothing to wait for. */
  works: () => boolean
}

/**
 * Commands of people and faces. Each answers with the panel's own result within its time limit, or tells that the action
 * goes on; what fails is tried again by the rules of its class, and listed.
 */
export function makeModuleCommands(parts: Parts) {
  const { read, transaction, policy, registry, secrets, orders, clock, works } = parts
  const { outcomeOf, unfinished } = makeWaiting(parts)

  async function command(
    actor: Actor,
    item: Item,
    action: ActionName,
    wanted: OperationParams | ((tx: ProvisioningTx, target: Target) => Promise<OperationParams>) = {},
  ): Promise<void> {
    authorize(actor, 'provisioning.write')
    const asked = await transaction(async (tx) => {
      const target = await requireTarget(tx, item)
      const params = typeof wanted === 'function' ? await wanted(tx, target) : wanted
      requireAble(parts, target, action, params)
      return request(tx, parts, target, { action, params, band: 'person', actor })
    })
    const ended = await outcomeOf(asked, performance.now() + (works() ? policy.commandMs : 0))
    if (!ended) throw await unfinished(asked)
    answer(ended)
  }

  async function itemsOf({ id, renewals, upgrade }: Order): Promise<Item[]> {
    const listed = await read.orders.list({ orderId: id }, { offset: 0, limit: 1 })
    const lines = listed.rows.flatMap(({ lines }) => lines)
    const item = (type: ServiceType) => (id: number) => ({ type, id })
    return [
      ...lines.map(({ kind, itemId }) => item(kind === 'product' ? 'service' : kind)(itemId)),
      ...[...renewals.services, ...(upgrade ? [upgrade.serviceId] : [])].map(item('service')),
      ...renewals.addons.map(item('addon')),
      ...renewals.domains.map(({ id }) => item('domain')(id)),
    ]
  }

  return {
    create: (actor: Actor, item: Item) => command(actor, item, 'CreateAccount'),
    suspend: (actor: Actor, item: Item, reason = '') =>
      command(actor, item, 'SuspendAccount', reason ? { reason } : {}),
    unsuspend: (actor: Actor, item: Item) => command(actor, item, 'UnsuspendAccount'),
    terminate: (actor: Actor, item: Item) => command(actor, item, 'TerminateAccount'),
    changePackage: (actor: Actor, item: Item) => command(actor, item, 'ChangePackage'),
    /** The stored one is set again where none is given. */
    async changePassword(actor: Actor, item: Item, password?: string): Promise<void> {
      const given = password ? { passwordSealed: secrets.seal(requirePassword('password', password)) } : {}
      await command(actor, item, 'ChangePassword', given)
    },
    custom: (actor: Actor, item: Item, name: string) => command(actor, item, 'Custom', { command: name }),
    renew: (actor: Actor, item: Item) => command(actor, item, 'Renew'),
    register: (actor: Actor, item: Item) => command(actor, item, 'RegisterDomain'),
    /** With the authorisation code that the name has from now on; the stored one without it. */
    async transfer(actor: Actor, item: Item, eppCode?: string): Promise<void> {
      const given = eppCode ? { eppCodeSealed: secrets.seal(requirePassword('eppCode', eppCode)) } : undefined
      await command(actor, item, 'TransferDomain', async (tx, { type, item: domain }) => {
        if (type === 'domain' && given)
          await recordChange(tx, actor, domain, given, { kind: 'domain.updated', store: tx.domains })
        return {}
      })
    },
    /** For as long as it was ordered where no years are given. */
    async renewDomain(actor: Actor, id: number, years?: number): Promise<void> {
      const paid = years === undefined ? undefined : requireYears('years', years)
      await command(actor, { type: 'domain', id }, 'RenewDomain', async (_, { type, item }) =>
        type === 'domain' ? renewal(item.expiresOn, paid ?? item.periodYears) : {},
      )
    },

    /** Every module that there is. */
    list(actor: Actor): readonly Backend[] {
      authorize(actor, 'catalog.read')
      return registry.all
    },

    /** Without regard to case. */
    get(actor: Actor, name: string): Backend {
      authorize(actor, 'catalog.read')
      const backend = registry.find(name)
      if (!backend) throw new NotFound('Module', name)
      return backend
    },

    /** Modules that register names. */
    registrars(actor: Actor): { name: string; displayName: string }[] {
      authorize(actor, 'catalog.read')
      const able = registry.all.filter(({ registerDomain }) => registerDomain)
      return able.map(({ name, displayName }) => ({ name, displayName }))
    },

    /** Of several names that are alike the newest one. */
    async domainNamed(actor: Actor, name: string): Promise<DomainName> {
      authorize(actor, 'provisioning.write')
      const { total } = await read.domains.list({ name }, { offset: 0, limit: 0 })
      const found = await read.domains.list({ name }, { offset: Math.max(0, total - 1), limit: 1 })
      const [newest] = found.rows
      if (!newest) throw new NotFound('Domain', name)
      return newest
    },

    /** The first failure of a module is answered in its own words; the order is accepted all the same. */
    async acceptOrder(actor: Actor, orderId: number, given: Acceptance = {}): Promise<Order> {
      const since = clock.now()
      const order = await orders.accept(actor, orderId, given)
      const prepared = await read.operations.since(await itemsOf(order), since)
      const until = performance.now() + (works() ? policy.commandMs : 0)
      for (const operation of prepared) {
        const ended = await outcomeOf({ ...operation, reports: 0 }, until)
        if (ended) answer(ended)
      }
      return order
    },
  }
}

export type ModuleCommands = ReturnType<typeof makeModuleCommands>

const NOUNS = { service: 'Service', addon: 'Addon', domain: 'Domain' }

/** The same without anybody who waits, in the transaction of a caller who has asked for the right. */
export async function requestCommand(
  tx: ProvisioningTx,
  tools: ProvisioningTools,
  item: Item,
  { action, params = {}, band, actor }: OperationRequest,
): Promise<Operation> {
  const target = await requireTarget(tx, item)
  requireAble(tools, target, action, params)
  return request(tx, tools, target, { action, params, band, actor })
}

async function requireTarget(tx: ProvisioningTx, { type, id }: Item): Promise<Target> {
  const target = await lockTarget(tx, type, id)
  if (!target) throw new NotFound(NOUNS[type], id)
  return target
}

/** Refuses at once what the module cannot do, and what makes no sense in the status that the item has. */
function requireAble(
  { registry }: ProvisioningTools,
  target: Target,
  action: ActionName,
  params: OperationParams,
): void {
  const { type, id, module, item } = target
  if (module === '') throw new ProvisioningRefused('no_module', `${NOUNS[type]} ${id} has no module`, { type, id })
  const backend = registry.find(module)
  if (!backend) throw new ProvisioningRefused('module_not_found', `There is no module ${module}`, { module })
  const { verb, transition, of } = MODULE_ACTIONS[action]
  if (!(of as readonly ServiceType[]).includes(type))
    throw new ProvisioningRefused('module_cannot', `${action} is nothing for a ${type}`, { module, verb })
  const command = params.command
  const known = command === undefined || backend.commands?.some(({ name }) => name === command)
  if (!backend[verb] || !known) {
    const text = `${backend.displayName} has no ${command === undefined ? verb : `command “${command}”`}`
    throw new ProvisioningRefused('module_cannot', text, { module, verb, ...(command !== undefined && { command }) })
  }
  const legal =
    transition === null ||
    (type === 'domain'
      ? canDomainTransition(item.status, transition as DomainTransition)
      : canServiceTransition(item.status, transition as ServiceTransition))
  if (!legal) throw new TransitionRefused(type, item.status, transition)
}

/** The day stands in the parameters, so that a second attempt cannot buy a second period. */
const renewal = (expiresOn: CalendarDate | null, years: number): OperationParams => ({
  years,
  until: expiresOn && addMonths(expiresOn, 12 * years),
})

/** What an accepted order sets going, in its own transaction. Modules that have nothing to do at a renewal are not asked. */
export function makeEnqueueProvisioning<S extends ProvisioningStores>(
  tools: ProvisioningTools,
): EnqueueProvisioning<S> {
  return async (tx, { type, id, years, fromProductId }, action, actor, asks) => {
    const target = (await lockTarget(tx, type, id))!
    const backend = tools.registry.find(target.module)
    if (backend && !backend[MODULE_ACTIONS[action].verb] && action === 'Renew') return
    if (asks) authorize(actor, 'provisioning.write')
    const params: OperationParams =
      target.type === 'domain' && years !== undefined
        ? renewal(target.item.expiresOn, years)
        : { ...(fromProductId !== undefined && { fromProductId }) }
    await request(tx, tools, target, { action, params, band: 'person', actor })
  }
}
