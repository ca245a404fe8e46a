import { expect, test } from 'vitest'
import { openAccess } from '../../test/support/access.ts'
import { SYSTEM } from '../access/actor.ts'
import type { AccessStores } from '../access/store.ts'
import { record } from './event.ts'
import type { OtherKind } from './kinds.ts'
import { type Reaction, reacting } from './reactions.ts'

const event = (kind: OtherKind) => ({ kind, subjectId: 1, description: kind })
const answer = (kinds: OtherKind[], also: OtherKind): Reaction<AccessStores> => ({
  kinds,
  react: (tx) => record(tx, SYSTEM, event(also)),
})

test('an event is answered in its transaction, and so is the answer', async () => {
  const world = await openAccess()
  const transaction = reacting(world.transaction, [
    answer(['role.created', 'role.updated'], 'ban.created'),
    answer(['ban.created'], 'ban.lifted'),
  ])
  await transaction(async (tx) => {
    await record(tx, SYSTEM, event('role.created'))
    await record(tx, SYSTEM, event('lane.paused'))
    await record(tx, SYSTEM, event('role.updated'))
  })
  const told = ['ban.created', 'ban.lifted']
  const kinds = ['role.created', ...told, 'lane.paused', 'role.updated', ...told]
  expect((await world.happenings()).map(({ kind }) => kind)).toEqual(kinds)
})

test('where the answer fails, nothing has happened', async () => {
  const world = await openAccess()
  const fails: Reaction<AccessStores> = { kinds: ['role.created'], react: () => Promise.reject(new Error('no')) }
  const transaction = reacting(world.transaction, [fails])
  await expect(transaction((tx) => record(tx, SYSTEM, event('role.created')))).rejects.toThrow('no')
  expect(await world.happenings()).toEqual([])
})
