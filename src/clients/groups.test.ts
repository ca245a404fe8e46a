import { beforeEach, expect, test } from 'vitest'
import { type Desk, openDesk, openDeskWithCurrency } from '../../test/support/desk.ts'
import { SYSTEM } from '../access/actor.ts'

let desk: Desk

beforeEach(async () => {
  desk = await openDeskWithCurrency()
})

test('a client group changes its colour and not to a name that another has', async () => {
  const { clients } = desk
  await clients.addGroup(SYSTEM, { name: 'Gold' })
  await clients.addGroup(SYSTEM, { name: 'Silver' })
  expect(await clients.changeGroup(SYSTEM, 1, { colour: '#ffcc00' })).toEqual({
    id: 1,
    name: 'Gold',
    colour: '#ffcc00',
  })
  await expect(clients.changeGroup(SYSTEM, 1, { name: 'Silver' })).rejects.toMatchObject({ code: 'invalid' })
})

test('groups have names of their own', async () => {
  const { clients } = await openDesk()
  await clients.addGroup(SYSTEM, { name: 'Wholesale' })
  await expect(clients.addGroup(SYSTEM, { name: ' Wholesale ' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(clients.addGroup(SYSTEM, { name: '' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(clients.addGroup(SYSTEM, { name: 'Retail', colour: 'red' })).rejects.toMatchObject({ code: 'invalid' })
  expect(await clients.listGroups(SYSTEM)).toEqual([{ id: 1, name: 'Wholesale', colour: '' }])
})
