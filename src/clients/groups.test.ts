import { beforeEach, expect, test } from 'vitest'
import { ada, happenings, openWorld, openWorldWithCurrency, type World } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'
import { toMinor } from '../base/money.ts'

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
    discount: 0,
    suspensionExempt: false,
    separateInvoices: false,
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
  expect(await clients.groups.list(SYSTEM)).toMatchObject([{ id: 1, name: 'Wholesale', colour: '' }])
})

test('a client group is deleted when it is empty', async () => {
  const { clients } = world
  await clients.groups.create(SYSTEM, { name: 'Gold' })
  const { client } = await clients.create(SYSTEM, { ...ada, groupId: 1 })
  await expect(clients.groups.delete(SYSTEM, 1)).rejects.toMatchObject({
    code: 'in_use',
    facts: { heldBy: { clients: 1 } },
  })
  await clients.update(SYSTEM, { id: client.id }, { groupId: null })
  await clients.groups.delete(SYSTEM, 1)
  await expect(clients.groups.get(SYSTEM, 1)).rejects.toMatchObject({ code: 'not_found' })
  expect((await happenings(world)).at(-1)).toMatchObject({ kind: 'client_group.deleted', subjectId: 1 })
})

test('a discount is a percentage', async () => {
  const { clients } = world
  const made = await clients.groups.create(SYSTEM, { name: 'Gold', discount: toMinor(1050), suspensionExempt: true })
  expect(await clients.groups.get(SYSTEM, made.id)).toMatchObject({ discount: 1050, suspensionExempt: true })
  for (const discount of [toMinor(-1), toMinor(10_001)])
    await expect(clients.groups.update(SYSTEM, made.id, { discount })).rejects.toMatchObject({ code: 'invalid' })
})
