import { type Actor, authorize } from '../access/actor.ts'
import { addMonths, type CalendarDate } from '../calendar.ts'
import { NotFound, TransitionRefused } from '../refusal.ts'
import type { Acceptance, EnqueueProvisioning } from '../services/accept.ts'
import { canDomainTransition, type DomainTransition } from '../services/domain-status.ts'
import type { Order } from '../services/order.ts'
import type { Orders } from '../services/orders.ts'
import { requirePassword } from '../services/parts.ts'
import { canTransition, type Transition } from '../services/status.ts'
import { ask, named } from './ask.ts'
import { type ActionName, MODULE_ACTIONS } from './module-action.ts'
import type { Operation, Wish } from './operation.ts'
import type { ProvisioningParts, ProvisioningStores, Tools } from './parts.ts'
import type { ServiceType } from './queue-entry.ts'
import { ModuleFailed, ProvisioningRefused } from './refused.ts'
import { lockSubject, type Subject } from './subject.ts'

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
  const { read, within, policy, reports, secrets, queue, orders, clock, works } = parts

  async function command(actor: Actor, item: Item, action: ActionName, wish: Wish = {}): Promise<void> {
    authorize(actor, 'provisioning.write')
    const asked = await within(async (s) => {
      const subject = await lockSubject(s, item.type, item.id)
      if (!subject) throw new NotFound(NOUNS[item.type], item.id)
      requireAble(parts, subject, action, wish)
      return ask(s, parts, subject, { action, wish, band: 'person', actor })
    })
    const ended = await outcomeOf(asked, performance.now() + (works() ? policy.commandMs : 0))
    if (!ended) throw await unfinished(asked)
    answer(ended)
  }

  /** Undefined when the time is up. */
  async function outcomeOf({ id, reports: seen }: Operation, until: number): Promise<Operation | undefined> {
    while (true) {
      const left = until - performance.now()
      // Listen first and look then, so that nothing is missed between.
      const told = reports.next(id, Math.max(0, Math.min(LOOK_AGAIN_MS, left)))
      const operation = await read.operations.get(id)
      if (!operation || operation.finishedAt !== null || operation.reports > seen) return operation
      if (left <= 0) return undefined
      const lane = await queue.lanes.get(operation.laneId)
      if (lane.paused && operation.attempts === 0) return undefined
      await told
    }
  }

  async function unfinished(asked: Operation): Promise<ProvisioningRefused> {
    const { laneId } = asked
    const [lane, holds] = [await queue.lanes.get(laneId), await read.operations.holds([laneId])]
    const facts = { operation: asked.id }
    if (lane.paused) {
      const why = holds.map((hold) => hold.why).join(', ') || 'paused'
      return new ProvisioningRefused('waits', `${named(asked)} waits: ${lane.name} is held (${why})`, facts)
    }
    const text = `No answer yet: ${named(asked)} goes on, and fails into the module queue if it fails`
    return new ProvisioningRefused('still_going_on', text, facts)
  }

  async function itemsOf({ id, renewals }: Order): Promise<Item[]> {
    const listed = await read.orders.list({ orderId: id }, { offset: 0, limit: 1 })
    const lines = listed.orders.flatMap(({ lines }) => lines)
    const item = (type: ServiceType) => (id: number) => ({ type, id })
    return [
      ...lines.map(({ kind, itemId }) => item(kind === 'product' ? 'service' : kind)(itemId)),
      ...renewals.services.map(item('service')),
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
    register: (actor: Actor, id: number) => command(actor, { type: 'domain', id }, 'RegisterDomain'),
    transfer: (actor: Actor, id: number) => command(actor, { type: 'domain', id }, 'TransferDomain'),
    async renewDomain(actor: Actor, id: number, years?: number): Promise<void> {
      authorize(actor, 'provisioning.write')
      const domain = await read.domains.get(id)
      if (!domain) throw new NotFound('Domain', id)
      const paid = years ?? domain.periodYears
      await command(actor, { type: 'domain', id }, 'RenewDomain', renewal(domain.expiresOn, paid))
    },

    /** The first failure of a module is answered in its own words; the order is accepted all the same. */
    async acceptOrder(actor: Actor, orderId: number, given: Acceptance = {}): Promise<Order> {
      const since = clock.now()
      const order = await orders.accept(actor, orderId, given)
      const begun = await read.operations.since(await itemsOf(order), since)
      const until = performance.now() + (works() ? policy.commandMs : 0)
      for (const operation of begun) {
        const ended = await outcomeOf({ ...operation, reports: 0 }, until)
        if (ended) answer(ended)
      }
      return order
    },
  }
}

export type ModuleCommands = ReturnType<typeof makeModuleCommands>

const NOUNS = { service: 'Service', addon: 'Addon', domain: 'Domain' }
const LOOK_AGAIN_MS = 250

function answer(operation: Operation): void {
  const { id, state, outcome } = operation
  if (state === 'superseded' || state === 'cancelled')
    throw new ProvisioningRefused('superseded', `${named(operation)} was ${state} meanwhile`, { operation: id })
  if (outcome && outcome.class !== 'done' && outcome.class !== 'already')
    throw new ModuleFailed(outcome.text, {
      operation: id,
      failureClass: outcome.class,
      explanation: outcome.explanation,
    })
}

/** Refuses at once what the module cannot do, and what makes no sense in the status that the item has. */
function requireAble({ registry }: Tools, subject: Subject, action: ActionName, wish: Wish): void {
  const { type, id, module, item } = subject
  if (module === '') throw new ProvisioningRefused('no_module', `${NOUNS[type]} ${id} has no module`, { type, id })
  const backend = registry.find(module)
  if (!backend) throw new ProvisioningRefused('module_not_found', `There is no module ${module}`, { module })
  const { verb, step } = MODULE_ACTIONS[action]
  const command = wish.command
  const known = command === undefined || backend.commands?.some(({ name }) => name === command)
  if (!backend[verb] || !known) {
    const text = `${backend.displayName} has no ${command ?? verb}`
    throw new ProvisioningRefused('module_cannot', text, { module, verb, ...(command !== undefined && { command }) })
  }
  const legal =
    step === null ||
    (type === 'domain'
      ? canDomainTransition(item.status, step as DomainTransition)
      : canTransition(item.status, step as Transition))
  if (!legal) throw new TransitionRefused(type, item.status, step)
}

/** The day stands in the wish, so that a second attempt cannot buy a second period. */
const renewal = (expiresOn: CalendarDate | null, years: number): Wish => ({
  years,
  until: expiresOn && addMonths(expiresOn, 12 * years),
})

/** What an accepted order sets going, in its own transaction. Modules that have nothing to do at a renewal are not asked. */
export function makeEnqueueProvisioning<S extends ProvisioningStores>(tools: Tools): EnqueueProvisioning<S> {
  return async (s, { type, id, years }, action, actor) => {
    const subject = (await lockSubject(s, type, id))!
    const backend = tools.registry.find(subject.module)
    if (backend && !backend[MODULE_ACTIONS[action].verb] && action === 'Renew') return
    const wish = subject.type === 'domain' && years !== undefined ? renewal(subject.item.expiresOn, years) : {}
    await ask(s, tools, subject, { action, wish, band: 'person', actor })
  }
}
