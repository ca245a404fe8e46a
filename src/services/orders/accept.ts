import type { Actor } from '../../access/actor.ts'
import { addMonths, type CalendarDate } from '../../base/calendar.ts'
import { requireText } from '../../base/checks.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import type { Tx } from '../../base/transaction.ts'
import { moduleName } from '../../catalog/checks.ts'
import { nextDue } from '../../catalog/cycle.ts'
import type { AutoSetup } from '../../catalog/products/product.ts'
import { pickServer } from '../../catalog/servers/placing.ts'
import type { Addon } from '../addons/addon.ts'
import { LONGEST_TEXT, requirePassword } from '../checks.ts'
import type { DomainName } from '../domains/domain.ts'
import { canDomainTransition } from '../domains/domain-status.ts'
import { inFirstPeriod, inFirstYears, inMoreYears, stepAddon, stepDomain, stepService } from '../life.ts'
import type { ServiceStores, ServiceTools } from '../parts.ts'
import { recordChange } from '../record-change.ts'
import type { Service } from '../service.ts'
import { isRenewable } from '../status.ts'
import { freeUsername, newPassword } from '../username.ts'
import type { Order } from './order.ts'
import { orderTransition } from './order-status.ts'
import { applyUpgrade } from './upgrade.ts'

/** What is said about the order's items besides; it holds for each of them. */
export type Acceptance = {
  serverId?: number | undefined
  username?: string | undefined
  /** In clear. */
  password?: string | undefined
  /** A registrar module for the domains. */
  registrar?: string | undefined
  /** Whether modules set things up; the product's own word when left out. */
  autoSetup?: boolean | undefined
  /** Whether the registrar is told; it is when left out. */
  sendRegistrar?: boolean | undefined
  /** Refused where anything is provisioned, unless the actor may provision by itself. */
  asksToProvision?: boolean | undefined
}

export type ProvisioningAction =
  | 'CreateAccount'
  | 'ChangePackage'
  | 'Renew'
  | 'RegisterDomain'
  | 'TransferDomain'
  | 'RenewDomain'

export type Provisionable = {
  type: 'service' | 'addon' | 'domain'
  id: number
  clientId: number
  module: string
  /** Of a renewal. */
  years?: number
  /** Of a change of package: what it was before. */
  fromProductId?: number
}

/**
 * Puts a module action on its way in the same transaction. Provisioning gives it; without it nothing is contacted. `asks`
 * refuses who has no right to provision.
 */
export type EnqueueProvisioning<S extends ServiceStores> = (
  tx: Tx<S>,
  item: Provisionable,
  action: ProvisioningAction,
  actor: Actor,
  asks: boolean,
) => Promise<void>

type Accepting<S extends ServiceStores> = {
  tx: Tx<S>
  tools: ServiceTools
  actor: Actor
  given: Acceptance
  today: CalendarDate
  enqueue: (item: Provisionable, action: ProvisioningAction) => Promise<void>
}

/**
 * Only of a pending order. What no module sets up is active at once; the rest stays pending until its module has
 * done its work.
 */
export async function acceptOrder<S extends ServiceStores>(
  tx: Tx<S>,
  tools: ServiceTools,
  actor: Actor,
  id: number,
  given: Acceptance,
  enqueue: EnqueueProvisioning<S> | undefined,
): Promise<Order> {
  const order = await tx.orders.lock(id)
  if (!order) throw new NotFound('Order', id)
  const status = orderTransition(order.status, 'accept')
  await checkAcceptance(tx, given)
  const accepting = { tx, tools, actor, given, today: tools.wallClock.date(tx.at), enqueue: enqueueItem }
  for (const service of await tx.services.lockOfOrder(id))
    if (service.status === 'Pending') await acceptService(accepting, service)
  for (const addon of await tx.addons.lockOfOrder(id))
    if (addon.status === 'Pending') await acceptAddon(accepting, addon)
  for (const domain of await tx.domains.lockOfOrder(id))
    if (domain.status === 'Pending') await acceptDomain(accepting, domain)
  if (order.renewedAt === null) {
    await renew(accepting, order)
    await upgrade(accepting, order)
  }
  return recordChange(
    tx,
    actor,
    order,
    { status, renewedAt: order.renewedAt ?? tx.at },
    { kind: 'order.accepted', store: tx.orders },
  )

  async function enqueueItem(item: Provisionable, action: ProvisioningAction): Promise<void> {
    await enqueue?.(tx, item, action, actor, given.asksToProvision === true)
  }
}

async function checkAcceptance(tx: ServiceStores, { serverId, username, password, registrar }: Acceptance) {
  if (serverId !== undefined && !(await tx.catalog.servers.get(serverId)))
    throw new Invalid('serverId', 'the id of a server', serverId)
  if (username !== undefined) requireText('username', username, LONGEST_TEXT, 0)
  if (password !== undefined) requirePassword('password', password)
  if (registrar !== undefined) moduleName(registrar)
}

/** An automatic set-up at payment is one at acceptance: there is nothing here that could be paid. */
const isSetUp = (module: string, autoSetup: AutoSetup, request: boolean | undefined) =>
  module !== '' && (request ?? autoSetup !== 'never')

async function acceptService<S extends ServiceStores>(accepting: Accepting<S>, service: Service): Promise<void> {
  const { tx, tools, actor, given, today, enqueue } = accepting
  const { module, autoSetup, serverGroupId } = (await tx.catalog.products.get(service.productId))!
  const hasModule = module !== ''
  const password = given.password ?? (hasModule && service.passwordSealed === null ? newPassword() : undefined)
  const account = {
    serverId: given.serverId ?? service.serverId ?? (hasModule ? await pickServer(tx, serverGroupId, module) : null),
    username: given.username?.trim() || service.username || (hasModule ? await freeUsername(tx, service.domain) : ''),
    passwordSealed: password ? tools.secrets.seal(password) : service.passwordSealed,
  }
  if (!isSetUp(module, autoSetup, given.autoSetup)) {
    await stepService(tx, actor, service, 'activate', today, { ...account, ...inFirstPeriod(service, today) })
    return
  }
  await recordChange(tx, actor, service, account, { kind: 'service.prepared', store: tx.services })
  await enqueue({ type: 'service', id: service.id, clientId: service.clientId, module }, 'CreateAccount')
}

async function acceptAddon<S extends ServiceStores>(accepting: Accepting<S>, addon: Addon): Promise<void> {
  const { tx, actor, given, today, enqueue } = accepting
  const { module, autoSetup, serverGroupId } = await definitionOf(tx, addon)
  if (!isSetUp(module, autoSetup, given.autoSetup)) {
    await stepAddon(tx, actor, addon, 'activate', today, inFirstPeriod(addon, today))
    return
  }
  const serverId = addon.serverId ?? (await pickServer(tx, serverGroupId, module))
  await recordChange(tx, actor, addon, { serverId }, { kind: 'addon.prepared', store: tx.addons })
  await enqueue({ type: 'addon', id: addon.id, clientId: addon.clientId, module }, 'CreateAccount')
}

/** Without a definition no module looks after it. */
async function definitionOf({ catalog }: ServiceStores, { definitionId }: Addon) {
  const definition = definitionId === null ? undefined : await catalog.addons.get(definitionId)
  return definition ?? { module: '', autoSetup: 'never' as const, serverGroupId: null }
}

async function acceptDomain<S extends ServiceStores>(accepting: Accepting<S>, domain: DomainName): Promise<void> {
  const { tx, actor, given, today, enqueue } = accepting
  const registrar = given.registrar ?? domain.registrar
  if (registrar === '' || given.sendRegistrar === false) {
    await stepDomain(tx, actor, domain, 'activate', { registrar, ...inFirstYears(domain, today) })
    return
  }
  await recordChange(tx, actor, domain, { registrar }, { kind: 'domain.prepared', store: tx.domains })
  const action = domain.kind === 'Register' ? 'RegisterDomain' : 'TransferDomain'
  await enqueue({ type: 'domain', id: domain.id, clientId: domain.clientId, module: registrar }, action)
}

/** What the order prolongs, once: it may be reopened and accepted again. What was ended or deleted since it was ordered is passed over. */
async function renew<S extends ServiceStores>(accepting: Accepting<S>, { renewals }: Order): Promise<void> {
  const { tx, actor, given, today, enqueue } = accepting
  for (const id of renewals.services.toSorted(byNumber)) {
    const service = await tx.services.lock(id)
    if (!service || !isRenewable(service)) continue
    const due = nextDue(service.nextDueOn ?? today, service.billingDay, service.billingCycle)
    await recordChange(tx, actor, service, due, { kind: 'service.renewed', store: tx.services })
    const { module, autoSetup } = (await tx.catalog.products.get(service.productId))!
    if (isSetUp(module, autoSetup, given.autoSetup))
      await enqueue({ type: 'service', id, clientId: service.clientId, module }, 'Renew')
  }
  for (const id of renewals.addons.toSorted(byNumber)) {
    const addon = await tx.addons.lock(id)
    if (!addon || !isRenewable(addon)) continue
    const due = nextDue(addon.nextDueOn ?? today, addon.billingDay, addon.billingCycle)
    await recordChange(tx, actor, addon, due, { kind: 'addon.renewed', store: tx.addons })
    const { module, autoSetup } = await definitionOf(tx, addon)
    if (isSetUp(module, autoSetup, given.autoSetup))
      await enqueue({ type: 'addon', id, clientId: addon.clientId, module }, 'Renew')
  }
  for (const { id, years } of renewals.domains.toSorted((a, b) => byNumber(a.id, b.id))) {
    const domain = await tx.domains.lock(id)
    if (!domain || !canDomainTransition(domain.status, 'renew')) continue
    if (domain.registrar !== '' && given.sendRegistrar !== false) {
      const item = { type: 'domain', id, clientId: domain.clientId, module: domain.registrar, years } as const
      await enqueue(item, 'RenewDomain')
      continue
    }
    const expiresOn = addMonths(domain.expiresOn ?? today, 12 * years)
    await stepDomain(tx, actor, domain, 'renew', { expiresOn, ...inMoreYears(domain, years, today) })
  }
}

async function upgrade<S extends ServiceStores>({ tx, actor, given, today, enqueue }: Accepting<S>, order: Order) {
  const service = await applyUpgrade(tx, actor, order, today)
  if (!service || given.autoSetup === false) return
  const { module } = (await tx.catalog.products.get(service.productId))!
  const { fromProductId } = order.upgrade!
  const item = { type: 'service', id: service.id, clientId: service.clientId, module, fromProductId } as const
  if (module !== '') await enqueue(item, 'ChangePackage')
}

const byNumber = (a: number, b: number) => a - b
