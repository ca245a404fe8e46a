import { expect, test } from 'vitest'
import { openAccess } from '../../test/support/access.ts'
import { SYSTEM } from '../access/actor.ts'
import type { AccessStores } from '../access/store.ts'
import { record } from './event.ts'
import { type Reaction, reacting } from './reactions.ts'

const event = (kind: string) => ({ kind, subject: 'thing', subjectId: 1, description: kind })
const answer = (kind: string, also: string): Reaction<AccessStores> => ({
  kind,
  react: (tx) => record(tx, SYSTEM, event(also)),
})

test('an event is answered in its transaction, and so is the answer', async () => {
  const desk = await openAccess()
  const transaction = reacting(desk.transaction, [
    answer('thing.done', 'thing.told'),
    answer('thing.told', 'thing.heard'),
  ])
  await transaction(async (tx) => {
    await record(tx, SYSTEM, event('thing.done'))
    await record(tx, SYSTEM, event('thing.left'))
  })
  const kinds = ['thing.done', 'thing.told', 'thing.heard', 'thing.left']
  expect((await desk.happenings()).map(({ kind }) => kind)).toEqual(kinds)
})

test('where the answer fails, nothing has happened', async () => {
  const desk = await openAccess()
  const fails: Reaction<AccessStores> = { kind: 'thing.done', react: () => Promise.reject(new Error('no')) }
  const transaction = reacting(desk.transaction, [fails])
  await expect(transaction((tx) => record(tx, SYSTEM, event('thing.done')))).rejects.toThrow('no')
  expect(await desk.happenings()).toEqual([])
})
