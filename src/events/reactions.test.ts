import { expect, test } from 'vitest'
import { openAccess } from '../../test/support/access.ts'
import { SYSTEM } from '../access/actor.ts'
import type { AccessStores } from '../access/store.ts'
import { record } from './event.ts'
import { type Reaction, reacting } from './reactions.ts'

const event = (kind: string) => ({ kind, subject: 'thing', subjectId: 1, description: kind })
const answer = (kind: string, also: string): Reaction<AccessStores> => ({
  kind,
  react: (s) => record(s, SYSTEM, event(also)),
})

test('an event is answered in its transaction, and so is the answer', async () => {
  const desk = await openAccess()
  const within = reacting(desk.within, [answer('thing.done', 'thing.told'), answer('thing.told', 'thing.heard')])
  await within(async (s) => {
    await record(s, SYSTEM, event('thing.done'))
    await record(s, SYSTEM, event('thing.left'))
  })
  const kinds = ['thing.done', 'thing.told', 'thing.heard', 'thing.left']
  expect((await desk.happenings()).map(({ kind }) => kind)).toEqual(kinds)
})

test('where the answer fails, nothing has happened', async () => {
  const desk = await openAccess()
  const fails: Reaction<AccessStores> = { kind: 'thing.done', react: () => Promise.reject(new Error('no')) }
  const within = reacting(desk.within, [fails])
  await expect(within((s) => record(s, SYSTEM, event('thing.done')))).rejects.toThrow('no')
  expect(await desk.happenings()).toEqual([])
})
