import { expect } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { RATE, type Ran } from './run.ts'

const FINAL = ['COMPLETED', 'COULDNOTRUN', 'CANCELLED']

/** Holds what happened to what was promised. */
export async function check(ran: Ran): Promise<void> {
  checkEffects(ran)
  await checkStarts(ran)
  await checkPurges(ran)
  await checkCounts(ran)
  checkRate(ran)
  await ran.sealer.settle()
  expect(await ran.sealer.verify()).toMatchObject({ intact: true })
}

/** Whoever repeats what a worker had that was lost looks first; so the first time is there once. */
function checkEffects({ history }: Ran): void {
  const effects = history.ran.filter(({ losses }) => losses === 0).map(({ reference }) => reference)
  const twice = effects.filter((reference, index) => effects.indexOf(reference) !== index)
  expect(twice, 'carried out twice').toEqual([])
  // Only of the dead is anything taken away.
  const runs = Object.values(Object.groupBy(history.ran, ({ reference }) => reference))
  const robbed = runs.flatMap((of) => of!.slice(0, -1)).filter(({ by }) => !history.dead.has(by))
  expect(robbed, 'taken away from a worker that lives').toEqual([])
}

/** Each that was acknowledged is there once and has ended. */
async function checkStarts({ outbound, history, services }: Ran): Promise<void> {
  const { started, ran } = history
  expect(new Set(started).size, 'references are told once').toBe(started.length)
  const began = new Set(ran.map(({ reference }) => reference))
  const idle = services.find(({ name }) => name === 'idle')!
  const statuses = await outbound.starts.status(SYSTEM, started)
  for (const [index, start] of statuses.entries()) {
    const reference = started[index]!
    expect(start, `${reference} is there`).toBeDefined()
    const { status, serviceId } = start!
    if (serviceId !== idle.id) expect(FINAL, `${reference} has ended`).toContain(status)
    if (status === 'CANCELLED') expect(began.has(reference), `${reference} was purged and began`).toBe(false)
    if (status === 'COMPLETED') expect(began.has(reference), `${reference} was completed`).toBe(true)
  }
}

async function checkPurges({ queue, history }: Ran): Promise<void> {
  const began = new Set(history.ran.map(({ reference }) => reference))
  for (const { id, count } of history.purged) {
    const references = (await queue.purges.references(id, { limit: 10_000 })).map(({ reference }) => reference!)
    expect(references, `purge ${id} has what it told`).toHaveLength(count)
    expect(
      references.filter((reference) => began.has(reference)),
      'purged and begun',
    ).toEqual([])
  }
}

async function checkCounts({ outbound }: Ran): Promise<void> {
  for (const { service, waiting, running } of await outbound.queues.list(SYSTEM)) {
    const lane = await outbound.starts.waiting(SYSTEM, service, { limit: 10_000 })
    expect([service.name, waiting, running]).toEqual([service.name, lane.length, 0])
  }
}

function checkRate({ history, services }: Ran): void {
  const { laneId } = services.find(({ name }) => name === 'rated')!
  const begun = new Map(
    history.ran.filter((one) => one.laneId === laneId && one.losses === 0).map(({ reference, at }) => [reference, at]),
  )
  const instants = [...begun.values()].sort((a, b) => a - b)
  for (const from of instants) {
    const inSecond = instants.filter((at) => at >= from && at < from + 1000).length
    expect(inSecond, 'starts in one second').toBeLessThanOrEqual(Math.ceil(RATE * 1.02) + 1)
  }
}
