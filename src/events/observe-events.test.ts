import { expect, test } from 'vitest'
import { openAccess } from '../../test/support/access.ts'
import { SYSTEM } from '../access/actor.ts'
import type { AccessStores } from '../access/store.ts'
import { observed } from '../base/transactions/after-commit.ts'
import { record } from './event.ts'
import type { OtherKind } from './kinds.ts'
import { observeEvents } from './observe-events.ts'
import type { Happened } from './reactions.ts'

const event = (kind: OtherKind) => ({ kind, subjectId: 1, description: kind })

async function open() {
  const world = await openAccess()
  const told: string[] = []
  const tell = ({ kind }: Happened) => told.push(kind)
  const transaction = observed(world.transaction, observeEvents<AccessStores>(['role.created', 'lane.paused'], tell))
  return { world, told, transaction }
}

test('events of the kinds that were asked for are told of when they are on disk, in their order', async () => {
  const { told, transaction, world } = await open()
  await transaction(async (tx) => {
    for (const kind of ['lane.paused', 'role.updated', 'role.created'] as const) await record(tx, SYSTEM, event(kind))
    expect(told).toEqual([])
  })
  expect(told).toEqual(['lane.paused', 'role.created'])
  expect(await world.happenings()).toHaveLength(3)
})

test('nothing is told of what was rolled back', async () => {
  const { told, transaction } = await open()
  const failing = transaction(async (tx) => {
    await record(tx, SYSTEM, event('role.created'))
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await transaction((tx) => record(tx, SYSTEM, event('lane.paused')))
  expect(told).toEqual(['lane.paused'])
})
