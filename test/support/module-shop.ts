import { onTestFinished } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import type { CalendarDate } from '../../src/base/calendar.ts'
import { type Reaction, reacting } from '../../src/events/reactions.ts'
import { makeQueue } from '../../src/jobs/make-queue.ts'
import { makeEnqueueProvisioning, makeModuleCommands } from '../../src/provisioning/commands.ts'
import { makeLaneCommands } from '../../src/provisioning/lanes/lane-commands.ts'
import { makeReports } from '../../src/provisioning/operations/reports.ts'
import { POLICY, type Policy } from '../../src/provisioning/operations/retry-policy.ts'
import { makeOnDesiredStateChanged } from '../../src/provisioning/operations/supersede-on-status.ts'
import { makeProvisioningWorker } from '../../src/provisioning/operations/worker.ts'
import type { Backend } from '../../src/provisioning/panel/backend.ts'
import { makeRegistry } from '../../src/provisioning/panel/registry.ts'
import { makeModuleQueue } from '../../src/provisioning/queue/module-queue.ts'
import { makeQueueCommands } from '../../src/provisioning/queue/queue-commands.ts'
import { makeOrders } from '../../src/services/orders/orders.ts'
import { makeServices } from '../../src/services/services.ts'
import type { ServiceStatus } from '../../src/services/status.ts'
import type { Stores } from '../../src/storage/stores.ts'
import type { Engine } from './databases.ts'
import { sqlite } from './databases-sqlite.ts'
import { makeMemoryPanel } from './memory-panel.ts'
import { minor, openShop } from './shop.ts'

type Options = {
  policy?: Partial<Policy>
  backends?: readonly Backend[]
  works?: boolean
  reactions?: readonly Reaction<Stores>[]
}

/** The shop with provisioning at work on a panel in memory. Time stands still unless it is told to go. */
export async function openModuleShop(
  engine: Pick<Engine, 'fresh'> = sqlite,
  { policy = {}, backends = [], works = true, reactions = [] }: Options = {},
) {
  const shop = await openShop(engine)
  const { read, clock } = shop
  const transaction = reacting(shop.transaction, reactions)
  const memory = makeMemoryPanel()
  const faults: unknown[] = []
  const parts = {
    read,
    transaction,
    clock,
    secrets: shop.secrets,
    wallClock: shop.wallClock,
    queue: makeQueue({ read, transaction }),
    registry: makeRegistry([memory.backend, ...backends]),
    policy: { ...POLICY, commandMs: 5000, ...policy },
    installation: 'test',
    reports: makeReports(),
    http: {
      send: async () => {
        throw new Error('This panel is not spoken to over HTTP')
      },
    },
  }
  const orders = makeOrders({ ...parts, enqueueProvisioning: makeEnqueueProvisioning(parts) })
  const worker = makeProvisioningWorker(parts, {
    name: 'test',
    pollMs: 10,
    leaseMs: 1_000_000_000,
    onFault: (fault) => void faults.push(fault),
  })
  if (works) await worker.start()
  onTestFinished(async () => {
    await worker.stop()
    if (faults.length > 0) throw faults[0]
  })

  return {
    ...shop,
    ...parts,
    ...memory,
    worker,
    orders,
    commands: makeModuleCommands({ ...parts, orders, works: () => works }),
    moduleQueue: makeModuleQueue(parts),
    queueCommands: makeQueueCommands(parts),
    lanes: makeLaneCommands(parts),
    services: makeServices({ ...parts, onDesiredStateChanged: makeOnDesiredStateChanged(parts) }),

    /** A service on server 1 with the memory panel, with a free user name. */
    async addService(
      over: { status?: ServiceStatus; username?: string; serverId?: number | null } = {},
    ): Promise<number> {
      const { status = 'Pending', serverId = 1 } = over
      return transaction(async (tx) => {
        const id = await tx.services.insert(
          {
            clientId: 1,
            orderId: null,
            productId: 2,
            serverId,
            quantity: 1,
            status,
            domain: 'example.com',
            username: '',
            passwordSealed: shop.secrets.seal('Secret123456'),
            paymentMethod: 'paypal',
            billingCycle: 'monthly',
            firstPayment: minor(995),
            recurring: minor(995),
            registeredOn: '2026-01-01' as CalendarDate,
            nextDueOn: null,
            billingDay: null,
            nextInvoiceOn: null,
            terminatedOn: null,
            suspensionReason: '',
            overrideAutoSuspend: false,
            overrideSuspendUntil: null,
            subscriptionId: '',
            promoId: 0,
            ns1: '',
            ns2: '',
            dedicatedIp: '',
            assignedIps: '',
            notes: '',
            diskUsedMb: 0,
            diskLimitMb: 0,
            bandwidthUsedMb: 0,
            bandwidthLimitMb: 0,
            usageAt: null,
            customFields: {},
            configOptions: {},
          },
          tx.at,
        )
        await tx.services.update(id, { username: over.username ?? `user${id}` }, tx.at)
        return id
      })
    },

    /** One that has its account. */
    async addRunning(): Promise<number> {
      const id = await this.addService()
      await this.commands.create(SYSTEM, { type: 'service', id })
      memory.calls.length = 0
      return id
    },

    /** Waits for a condition, letting `stepMs` pass at each look. */
    async until(holds: () => Promise<boolean> | boolean, stepMs = 0): Promise<void> {
      const stop = performance.now() + 100_000
      while (!(await holds())) {
        if (performance.now() > stop) throw new Error('It never came to be')
        if (stepMs > 0) clock.advance(stepMs)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
  }
}

export type ModuleShop = Awaited<ReturnType<typeof openModuleShop>>
