import { onTestFinished } from 'vitest'
import { makeAccess } from '../../src/access/access.ts'
import { SYSTEM } from '../../src/access/actor.ts'
import { makePasswords } from '../../src/access/sign-in/passwords.ts'
import type { Clock } from '../../src/base/clock.ts'
import { openSecretBox } from '../../src/base/secrets/secrets.ts'
import type { Failpoint } from '../../src/jobs/failpoint.ts'
import { makeQueue } from '../../src/jobs/make-queue.ts'
import type { AccountCaller, ServiceCaller } from '../../src/outbound/accounts/caller.ts'
import { makeOutbound } from '../../src/outbound/outbound.ts'
import type { OutboundService, OutboundServiceConfig } from '../../src/outbound/services/service.ts'
import type { Database } from '../../src/storage/engine/database.ts'
import { bindStores } from '../../src/storage/stores.ts'
import { LIMITS, NO_REFUSALS, SESSION_LIMITS } from './access.ts'
import { fixedClock } from './clock.ts'
import type { Engine } from './databases.ts'
import { EMPTY_QUEUE, openPlace } from './jobs.ts'

export const NOW = Date.UTC(2026, 1, 3, 10, 11, 12)
export const NODE = '34100b7a'

/** Outbound as a process has it. Without a clock of its own the jobs live by the database's. */
export function bindOutbound(
  database: Database,
  { clock, node = NODE, failpoint }: { clock?: Clock; node?: string; failpoint?: Failpoint } = {},
) {
  const { read, transaction } = bindStores(database, clock ?? { now: Date.now }, clock)
  const queue = makeQueue({ read, transaction, ...(failpoint && { failpoint }) })
  const time = clock ?? { now: Date.now }
  const access = makeAccess({
    ...{
      read,
      transaction,
      clock: time,
      digestKey: Buffer.alloc(32, 7),
      chainKey: Buffer.alloc(32, 8),
      limits: LIMITS,
      sessionLimits: SESSION_LIMITS,
      secrets: openSecretBox({ key: Buffer.alloc(32, 6) }),
      refusals: NO_REFUSALS,
      demonstration: false,
      trustsLoopback: true,
    },
    passwords: makePasswords({ clock: time, memoryCost: 8, timeCost: 1 }),
  })
  const { attempts, sealer } = access
  const parts = { read, transaction, queue, clock: time, attempts, key: Buffer.alloc(32, 5), node }
  return { ...parts, database, sealer, outbound: makeOutbound(parts) }
}

/** On an empty database whose clock stands still until it is told to go. Closed when the test ends. */
export async function openOutboundWorld(engine: Pick<Engine, 'fresh'>) {
  const place = await engine.fresh(EMPTY_QUEUE)
  const database = await openPlace(place)
  onTestFinished(async () => {
    await database.close()
    await place.drop()
  })
  const clock = fixedClock(NOW)
  const bound = bindOutbound(database, { clock })
  const { outbound, queue } = bound
  const holderId = await queue.work.register('test', 1_000_000_000)

  return {
    ...bound,
    clock,
    holderId,
    /** Another process on the same database and time. */
    another: (node?: string) => bindOutbound(database, { clock, ...(node !== undefined && { node }) }),
    /** Bob's account, with who signs in with its key. */
    async addAccount(username = 'bob@example.com') {
      const { account, key } = await outbound.accounts.create(SYSTEM, { cloudId: '1-2-0', username })
      const caller: AccountCaller = {
        kind: 'account',
        id: account.id,
        accountId: account.id,
        name: `1-2-0/${username}`,
        address: '192.0.2.1',
        readOnly: false,
      }
      return { ...account, key, caller }
    },
    /** A service that calls nobody, unless told otherwise. */
    async addService(accountId: number, name = 'example-service', config: Partial<OutboundServiceConfig> = {}) {
      const { service } = await outbound.services.put(
        SYSTEM,
        { accountId, name },
        { kind: 'rest', runner: 'demonstration', password: PASSWORD, ...config },
      )
      return { ...service, caller: callerOf(service) }
    },
    /** Begins what may begin. */
    claim: async ({ laneId }: Pick<OutboundService, 'laneId'>, limit = 100) =>
      (await queue.work.claim({ holderId, limit, of: { ids: [laneId] } })).jobs,
    happenings: () => bound.read.events.unsealed(1000),
  }
}

export const PASSWORD = 'open sesame'

export const callerOf = ({ id, accountId, name, kind }: OutboundService): ServiceCaller => ({
  kind: 'service',
  id,
  service: { name, kind },
  accountId,
  name,
  address: '192.0.2.1',
})

/** So many calls that can be told apart. */
export const calls = (n: number) => Array.from({ length: n }, (_, index) => ({ to: `sip:${index + 1}@example.com` }))

export async function gathered(references: AsyncIterable<string[]>): Promise<string[]> {
  const all: string[] = []
  for await (const page of references) all.push(...page)
  return all
}
