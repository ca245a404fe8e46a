import { SYSTEM } from '../access/actor.ts'
import { randomToken } from '../base/ids.ts'
import type { Opened } from '../open.ts'
import { ensureServerLane, pauseForMaintenance, serverLane } from '../provisioning/lanes/lanes.ts'
import type { ActionName } from '../provisioning/operations/module-action.ts'
import type { Operation } from '../provisioning/operations/operation.ts'
import { enqueue } from '../provisioning/operations/request.ts'
import { POLICY } from '../provisioning/operations/retry-policy.ts'
import type { FailureClass } from '../provisioning/panel/outcome.ts'
import type { Service } from '../services/service.ts'
import { server } from './catalog.ts'
import type { DemoStores } from './stores.ts'

const MINUTE = 60_000
const [CERES, VESTA, JUNO, THEMIS] = [3, 4, 5, 6]
const BUSINESS = 2

type Tools = Pick<Opened, 'queue' | 'secrets'>

type Trouble = {
  serverId: number
  class: FailureClass
  cause: string
  said: string
  explanation: string
  /** In turns. */
  actions: readonly ActionName[]
  /** How long ago it began, and how long lies between one failure and the next. */
  beganMs: number
  everyMs: number
  of: (service: Service) => boolean
  most: number
  /** The share of those that are tried again by themselves: each nth; 0 for none. */
  retrying: number
}

/**
 * One night's trouble among other clients' services: a server that answers 503, a plan that another one does not have, a
 * key that a third one refuses, and a suspension of which nobody knows what became. The documented services and servers are not in it. What failed is really asked for, so that
 * whoever mends the cause sees it go on; Vesta has something to do meanwhile.
 */
export async function addIncident(tx: DemoStores, tools: Tools): Promise<void> {
  await addServers(tx, tools)
  for (const { id, name, maintenance } of await tx.catalog.servers.list({})) {
    const lane = await ensureServerLane(tx, { ...tools, policy: POLICY }, serverLane(id))
    if (maintenance) await pauseForMaintenance(tx, tools, lane, `${name} is in maintenance`)
  }
  const free = (await tx.services.list({}, { offset: 0, limit: 1000 })).rows.filter(({ clientId }) => clientId !== 1)
  for (const trouble of TROUBLES) await addTrouble(tx, tools, trouble, free)
  await addWork(tx, tools, free)
  for (const id of [CERES, THEMIS]) {
    const lane = (await tx.jobs.lanes.byName(serverLane(id)))!
    await tools.queue.lanes.openBreaker(tx, lane.id, id === CERES ? MINUTE / 2 : 15 * MINUTE)
  }
}

const TROUBLES: readonly Trouble[] = [
  {
    serverId: JUNO,
    class: 'configuration',
    cause: 'unknown plan business',
    said: 'There is no plan “business” on this server',
    explanation: '',
    actions: ['ChangePackage'],
    beganMs: 53 * MINUTE,
    everyMs: 3 * MINUTE,
    of: ({ status, productId }) => status === 'Active' && productId === BUSINESS,
    most: 14,
    retrying: 0,
  },
  {
    serverId: CERES,
    class: 'transient',
    cause: 'HTTP 503',
    said: 'The panel answered 503 Service Unavailable',
    explanation: '',
    actions: ['SuspendAccount', 'ChangePassword', 'Renew'],
    beganMs: 46 * MINUTE,
    everyMs: 2 * MINUTE,
    of: ({ status, serverId }) => status === 'Active' && serverId === CERES,
    most: 14,
    retrying: 2,
  },
  {
    serverId: THEMIS,
    class: 'authentication',
    cause: 'login failed',
    said: 'Login failed',
    explanation: '',
    actions: ['UnsuspendAccount'],
    beganMs: 36 * MINUTE,
    everyMs: 4 * MINUTE,
    of: ({ status }) => status === 'Suspended',
    most: 6,
    retrying: 0,
  },
  // It did happen: whoever looks again finds the account suspended.
  {
    serverId: VESTA,
    class: 'unknown',
    cause: 'no answer',
    said: 'No answer within 30 s',
    explanation: '',
    actions: ['SuspendAccount'],
    beganMs: 31 * MINUTE,
    everyMs: MINUTE,
    of: ({ status }) => status === 'Suspended',
    most: 1,
    retrying: 0,
  },
]

async function addServers(tx: DemoStores, { secrets }: Tools): Promise<void> {
  const key = randomToken(24)
  const own = { module: 'demopanel', maxAccounts: 120 }
  await tx.catalog.servers.insert(
    server({
      ...{ ...own, id: JUNO, name: 'Juno', hostname: 'juno.demo.invalid', ipAddress: '192.0.2.13' },
      settings: { missingPlans: 'business' },
    }),
    tx.at,
  )
  await tx.catalog.servers.insert(
    server({
      ...{ ...own, id: THEMIS, name: 'Themis', hostname: 'themis.demo.invalid', ipAddress: '192.0.2.14' },
      settings: { refusedKey: key },
      accessHashSealed: secrets.seal(key),
    }),
    tx.at,
  )
  await tx.catalog.servers.update(CERES, { settings: { down: 'on' } }, tx.at)
}

async function addTrouble(tx: DemoStores, tools: Tools, trouble: Trouble, free: Service[]): Promise<void> {
  const chosen = free.filter(trouble.of).slice(0, trouble.most)
  for (const [index, service] of chosen.entries()) {
    free.splice(free.indexOf(service), 1)
    const failedAt = tx.at - trouble.beganMs + index * trouble.everyMs
    const action = trouble.actions[index % trouble.actions.length]!
    await tx.services.update(service.id, { serverId: trouble.serverId }, failedAt)
    const operation = await ask(tx, { ...service, serverId: trouble.serverId }, action, failedAt - 2000)
    await addFailure(tx, tools, trouble, operation, failedAt, trouble.retrying > 0 && index % trouble.retrying === 0)
  }
}

async function ask(tx: DemoStores, service: Service, action: ActionName, at: number): Promise<Operation> {
  const { id: serviceId, clientId, serverId } = service
  const lane = (await tx.jobs.lanes.byName(serverLane(serverId!)))!
  return tx.operations.insert(
    {
      ...{ serviceType: 'service', serviceId, clientId, module: 'demopanel', action, serverId, laneId: lane.id },
      params: action === 'ChangePackage' ? { fromProductId: 4 } : {},
      requestedBy: { kind: 'system', id: 0, name: SYSTEM.name, address: SYSTEM.address, credentialId: null },
    },
    at,
  )
}

async function addFailure(
  tx: DemoStores,
  { queue }: Tools,
  { class: failureClass, cause, said, explanation, serverId }: Trouble,
  operation: Operation,
  at: number,
  isRetried: boolean,
): Promise<void> {
  const { id: operationId, serviceType, serviceId, module, action } = operation
  const tries = failureClass === 'transient' && !isRetried ? 20 : isRetried ? 4 : 1
  const outcome = { class: failureClass, text: said, explanation }
  const lastAt = Math.min(tx.at - 1000, at + (tries - 1) * MINUTE)
  await tx.operations.update(
    operationId,
    {
      state: isRetried ? 'queued' : 'held',
      looking: failureClass === 'unknown',
      tries,
      attempts: tries,
      reports: tries,
      outcome,
      beganAt: at,
    },
    lastAt,
  )
  for (let made = 0; made < tries; made++) {
    const startedAt = at + Math.floor(((lastAt - at) * made) / Math.max(1, tries - 1))
    const shown = { operationId, looked: false, outcome: failureClass, said, explanation, startedAt, durationMs: 812 }
    await tx.operations.addAttempt({ ...shown, trace: [] })
  }
  const nextAttemptAt = isRetried ? tx.at + 2 * MINUTE + (serviceId % 7) * MINUTE : null
  if (nextAttemptAt !== null) await enqueue(tx, { queue }, operation, 'automatic', nextAttemptAt)
  await tx.moduleQueue.insert({
    ...{ serviceType, serviceId, module, action, cause, explanation, failureClass, serverId, operationId },
    ...{ lastAttemptAt: lastAt, lastError: said, retries: tries - 1, held: !isRetried, nextAttemptAt },
    ...{ createdAt: at, updatedAt: lastAt },
  })
}

/** What Vesta does in the first half hour. */
async function addWork(tx: DemoStores, { queue }: Tools, free: readonly Service[]): Promise<void> {
  const busy = free.filter(({ status, serverId }) => status === 'Active' && serverId === VESTA)
  for (const [index, service] of busy.entries()) {
    const operation = await ask(tx, service, 'Renew', tx.at)
    await enqueue(tx, { queue }, operation, 'automatic', tx.at + index * (MINUTE / 3))
  }
}
