import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { makeRandom, type Random } from '../../src/demo/random.ts'
import type { OutboundService } from '../../src/outbound/services/service.ts'
import { openDatabase } from '../../src/storage/engine/open.ts'
import { PATIENCE, type Patience } from '../../src/storage/engine/postgres.ts'
import type { Engine } from '../support/databases.ts'
import { jumpingClock } from '../support/faults/jumping-clock.ts'
import { type FaultyProxy, proxied } from '../support/faults/tcp-proxy.ts'
import { EMPTY_QUEUE } from '../support/jobs.ts'
import { bindOutbound, PASSWORD } from '../support/outbound.ts'
import { emptyHistory } from './history.ts'
import { type Node, startNode } from './node.ts'

const NODES = ['a', 'b']
const CLIENTS = 6
const ACTS = 16
export const RATE = 25
const HOUR = 3_600_000
/** What is gone is given up as soon as on a good day. */
const TIMES = Object.fromEntries(Object.entries(PATIENCE).map(([name, ms]) => [name, ms / 5])) as unknown as Patience

export type Ran = Awaited<ReturnType<typeof run>>

/** Many ask, processes die, connections break and the clock jumps, all by the seed; then it is calm until all has ended. */
export async function run(engine: Engine, seed: number) {
  const random = makeRandom(seed)
  const history = emptyHistory()
  const clock = jumpingClock()
  const place = await engine.fresh(EMPTY_QUEUE)
  const through = place.url === undefined ? undefined : await proxied(place.url)
  const database = await openDatabase(place.dataDir, through?.url ?? '', { times: TIMES })
  const world = bindOutbound(database, { clock })
  const services = await openServices(world)
  let isCalm = false
  const start = (name: string, life: number) =>
    startNode({ ...{ name, life, database, clock, history, isCalm: () => isCalm }, random: makeRandom(seed + life) })
  const nodes: Node[] = []
  for (const [index, name] of NODES.entries()) nodes.push(await start(name, index + 1))
  let life = NODES.length
  const burials: Promise<void>[] = []

  /** Whoever died is started again, under its name. */
  async function revive(): Promise<void> {
    for (const [index, node] of nodes.entries())
      if (node.isDead()) {
        burials.push(node.bury())
        nodes[index] = await start(NODES[index]!, ++life)
      }
  }

  const asking = Array.from({ length: CLIENTS }, (_, index) =>
    ask(() => nodes[index % NODES.length]!, services, makeRandom(seed * 100 + index), history),
  )
  let asked = false
  const all = Promise.all(asking).then(() => {
    asked = true
  })
  while (!asked) {
    await pause(30 + random.below(120))
    throwOne(random, clock, through?.proxy)
    await revive().catch(() => {})
  }
  await all
  isCalm = true
  through?.proxy.delay(0)
  await revive()
  for (const { laneId } of services.filter(({ name }) => name !== 'idle'))
    await world.transaction((tx) => world.queue.lanes.resume(tx, laneId))
  const left = async () =>
    (await world.outbound.queues.list(SYSTEM))
      .filter(({ service }) => service.name !== 'idle')
      .reduce((sum, { waiting, running }) => sum + waiting + running, 0)
  onTestFinished(async () => {
    for (const node of nodes) await node.bury()
    await Promise.all(burials)
    await database.close()
    through?.proxy.cut()
    await place.drop()
  })
  await expect.poll(left, { timeout: 20_000, message: 'what was started ends' }).toBe(0)
  return { ...world, history, services }
}

async function openServices({ outbound, queue, transaction }: ReturnType<typeof bindOutbound>) {
  const { account } = await outbound.accounts.create(SYSTEM, { cloudId: '1-2-0', username: 'bob' })
  for (const name of ['free', 'once', 'rated', 'idle'])
    await outbound.services.put(
      SYSTEM,
      { accountId: account.id, name },
      { kind: 'rest', runner: 'demonstration', password: PASSWORD, paused: name === 'idle' },
    )
  const services = await outbound.services.list(SYSTEM)
  const laneOf = (name: string) => services.find((service) => service.name === name)!.laneId
  await transaction((tx) => queue.lanes.update(tx, laneOf('rated'), { startsPerSecond: RATE }))
  await transaction((tx) => queue.lanes.update(tx, laneOf('once'), { onLost: 'fail' }))
  return services
}

/** Writes down what it was told; what was lost on the way it does not know. */
async function ask(
  node: () => Node,
  services: readonly OutboundService[],
  random: Random,
  history: ReturnType<typeof emptyHistory>,
): Promise<void> {
  for (let act = 0; act < ACTS; act++) {
    await pause(random.below(80))
    const { outbound, queue, transaction } = node()
    const service = random.pick(services)
    const calls = Array.from({ length: 1 + random.below(5) }, () => ({ to: 'sip:a@example.com' }))
    const what = random.below(10)
    try {
      if (what < 7) history.started.push(...(await outbound.starts.startMany(SYSTEM, service, calls)))
      else if (what < 9) {
        const { purge } = await outbound.queues.purge(SYSTEM, service, { final: true })
        history.purged.push({ id: purge.id, count: purge.count })
      } else if (service.name !== 'idle') {
        await transaction((tx) => queue.lanes.pause(tx, service.laneId))
        await pause(random.below(60))
        await transaction((tx) => queue.lanes.resume(tx, service.laneId))
      }
    } catch (fault) {
      history.faults.push(String(fault))
    }
  }
}

function throwOne(random: Random, clock: ReturnType<typeof jumpingClock>, proxy: FaultyProxy | undefined): void {
  const jump = () => clock.jump(random.pick([HOUR, -HOUR]))
  const faults = [jump, () => {}]
  if (proxy) faults.push(proxy.cut, () => proxy.delay(random.below(15)))
  if (proxy && random.chance(0.2)) faults.push(proxy.swallowOpen)
  random.pick(faults)()
}
