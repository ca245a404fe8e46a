import { describe, expect, test } from 'vitest'
import type { AccessWorld } from '../../../test/support/access.ts'
import { actorWith, NOW, openAccess, withAccess } from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { makeLog } from '../../base/log.ts'
import { makeRefusals } from './refusals.ts'

const HOUR = 3_600_000

/** Refusals over a world, with what they log and a time of their own. */
function over(world: AccessWorld) {
  let at = 0
  const lines: string[] = []
  const log = makeLog({ destination: { write: (line) => lines.push(line) } })
  const refusals = makeRefusals({ ...world, log, now: () => at })
  const refuse = (address: string, times = 1, why: 'wrong_credentials' | 'throttled' = 'wrong_credentials') => {
    for (let n = 0; n < times; n++) refusals.signIn({ face: 'whmcs', address, why, identity: () => 'staff bob' })
  }
  return {
    ...refusals,
    refuse,
    pass: (ms: number) => (at += ms),
    lines,
    logged: () => lines.map((line) => JSON.parse(line)),
  }
}

async function open() {
  const world = await openAccess()
  const { happenings } = world
  return { ...over(world), world, kinds: async () => (await happenings()).map(({ kind }) => kind), happenings }
}

test('a sign-in that is refused is one line at once and one event a moment later', async () => {
  const { refuse, logged, happenings, stop } = await open()
  refuse('192.0.2.1')
  expect(logged()).toMatchObject([
    {
      level: 'warn',
      event: 'sign_in.refused',
      address: '192.0.2.1',
      why: 'wrong_credentials',
      face: 'whmcs',
      identity: 'staff bob',
      msg: 'sign-in refused',
    },
  ])
  expect(await happenings()).toEqual([])
  await stop()
  expect(await happenings()).toMatchObject([
    {
      kind: 'sign_in.refused',
      subject: 'sign_in',
      actorKind: 'stranger',
      actorId: 0,
      actorName: 'staff bob',
      address: '192.0.2.1',
      changes: { face: [null, 'whmcs'], why: [null, 'wrong_credentials'] },
      at: NOW,
    },
  ])
})

test('a request that is refused has who asked for what', async () => {
  const { request, stop, logged, happenings } = await open()
  request({
    face: 'native',
    doer: { ...actorWith(), id: 3, kind: 'staff', address: '192.0.2.1' },
    asked: 'GET /x',
    why: 'clients.read',
  })
  await stop()
  expect(logged()).toMatchObject([
    { event: 'request.refused', address: '192.0.2.1', identity: 'staff 3', asked: 'GET /x' },
  ])
  expect(await happenings()).toMatchObject([{ kind: 'request.refused', actorKind: 'staff', actorId: 3 }])
})

describe('a flood', () => {
  test('of one address is ten lines and events an hour, and how many more', async () => {
    const { refuse, lines, logged, happenings, pass, start, stop } = await open()
    refuse('192.0.2.1', 12_345)
    expect(lines).toHaveLength(10)
    pass(HOUR)
    start(1, () => {})
    while (lines.length < 11) await new Promise(setImmediate)
    expect(logged().at(-1)).toMatchObject({ event: 'address.refusals_counted', address: '192.0.2.1', times: 12_335 })
    refuse('192.0.2.1')
    await stop()
    const events = await happenings()
    expect(events.map(({ kind }) => kind)).toEqual([
      ...Array(10).fill('sign_in.refused'),
      'address.refusals_counted',
      'sign_in.refused',
    ])
    expect(events[10]).toMatchObject({
      description: 'And 12335 more sign-ins from 192.0.2.1 were refused',
      address: '192.0.2.1',
      changes: { times: [null, 12_335] },
    })
  })

  test('of a whole network counts by its parts, and no more than fifty are written one by one', async () => {
    const { refuse, lines } = await open()
    for (let n = 0; n < 5000; n++) refuse(`2001:db8:1:${n.toString(16)}::1`)
    expect(lines).toHaveLength(50)
  })

  test('of a million addresses is sixty lines and the counts, and nothing is lost', async () => {
    const { refuse, stop, lines, happenings } = await open()
    for (let n = 0; n < 1_000_000; n++) refuse(`${1 + (n >> 16)}.${(n >> 8) & 255}.${n & 255}.1`)
    expect(lines).toHaveLength(60)
    await stop()
    const events = await happenings()
    expect(events.length).toBeLessThan(80)
    const counted = events.map(({ kind, changes }) => (kind === 'sign_in.refused' ? 1 : Number(changes.times![1])))
    expect(counted.reduce((sum, times) => sum + times, 0)).toBe(1_000_000)
  })

  test('of strangers hides nothing that somebody tried who was let in', async () => {
    const { refuse, request, lines } = await open()
    for (let n = 0; n < 1000; n++) refuse(`10.${n >> 8}.${n & 255}.1`)
    const before = lines.length
    request({
      face: 'whmcs',
      doer: { kind: 'staff', id: 3, name: 'bob', address: '10.0.0.1' },
      asked: 'AddOrder',
      why: 'orders.write',
    })
    expect(lines).toHaveLength(before + 1)
  })

  test('while the database is away keeps as much as there is room for, and counts the rest', async () => {
    const world = await openAccess()
    let isAway = true
    const { refuse, pass, start, stop, lines } = over({
      ...world,
      transaction: (work) => (isAway ? Promise.reject(new Error('away')) : world.transaction(work)),
    })
    for (let hour = 0; hour < 40; hour++) {
      for (let n = 0; n < 40; n++) refuse(`10.${n}.${hour}.1`)
      pass(HOUR)
    }
    expect(lines.length).toBeLessThanOrEqual(1000)
    let faults = 0
    start(1, () => faults++)
    while (faults < 2) await new Promise(setImmediate)
    isAway = false
    await stop()
    const events = await world.read.events.unsealed(3000)
    const counted = events.map(({ kind, changes }) => (kind === 'sign_in.refused' ? 1 : Number(changes.times![1])))
    expect(counted.reduce((sum, times) => sum + times, 0)).toBe(1600)
  })
})

forEachEngine((engine) => {
  test('many are stored together', () =>
    withAccess(engine, async (world) => {
      const { refuse, stop } = over(world)
      for (let n = 0; n < 60; n++) refuse(`10.0.${n}.1`)
      await stop()
      await stop()
      expect(await world.happenings()).toHaveLength(60)
    }))
})
