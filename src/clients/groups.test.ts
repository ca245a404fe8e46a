import { beforeEach, expect, test } from 'vitest'
import { openWorld, openWorldWithCurrency, type World } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'

let world: World

beforeEach(async () => {
  world = await openWorldWithCurrency()
})

test('a client group changes its colour and not to a name that another has', async () => {
  const { clients } = world
  await clients.groups.create(SYSTEM, { name: 'Gold' })
  await clients.groups.create(SYSTEM, { name: 'Silver' })
  expect(await clients.groups.update(SYSTEM, 1, { colour: '#ffcc00' })).toEqual({
    id: 1,
    name: 'Gold',
    colour: '#ffcc00',
  })
  await expect(clients.groups.update(SYSTEM, 1, { name: 'Silver' })).rejects.toMatchObject({ code: 'invalid' })
})

test('groups have names of their own', async () => {
  const { clients } = await openWorld()
  await clients.groups.create(SYSTEM, { name: 'Wholesale' })
  await expect(clients.groups.create(SYSTEM, { name: ' Wholesale ' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(clients.groups.create(SYSTEM, { name: '' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(clients.groups.create(SYSTEM, { name: 'Retail', colour: 'red' })).rejects.toMatchObject({
    code: 'invalid',
  })
  expect(await clients.groups.list(SYSTEM)).toEqual([{ id: 1, name: 'Wholesale', colour: '' }])
})
