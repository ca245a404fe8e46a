import { expect, test } from 'vitest'
import { ada, openWorld, openWorldWithCurrency } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'
import { expandPermissions } from '../access/permissions.ts'
import { toMinor } from '../base/money.ts'

const nobody = { ...SYSTEM, permissions: new Set<never>() }

test('details come with the currency, the group and the owner first among the users', async () => {
  const world = await openWorldWithCurrency()
  const group = await world.clients.groups.create(SYSTEM, { name: 'Wholesale', colour: '#AABBCC' })
  const first = await world.clients.create(SYSTEM, ada)
  const second = await world.clients.create(SYSTEM, { ...ada, email: 'b@example.com', groupId: group.id })
  await world.transaction((tx) => tx.clients.users.link(second.client.id, first.ownerUserId, false))
  const details = await world.clients.getWithDetails(SYSTEM, { id: second.client.id })
  expect(details.group).toEqual(group)
  expect(details.currency).toEqual({
    id: 1,
    code: 'USD',
    prefix: '$',
    suffix: ' USD',
    format: 1,
    rate: 100_000,
    isDefault: true,
  })
  expect(details.users.map(({ id, isOwner }) => [id, isOwner])).toEqual([
    [second.ownerUserId, true],
    [first.ownerUserId, false],
  ])
  expect(await world.clients.users.list(SYSTEM, second.client.id)).toEqual(details.users)
  await expect(world.clients.users.list(SYSTEM, 99)).rejects.toMatchObject({ code: 'not_found' })
})

test('a list has what stands beside each client, and says which values are secret', async () => {
  const world = await openWorldWithCurrency()
  const group = await world.clients.groups.create(SYSTEM, { name: 'Wholesale' })
  for (const [name, kind] of [
    ['Colour', 'text'],
    ['PIN', 'password'],
  ] as const)
    await world.catalog.customFields.create(SYSTEM, { owner: 'client', name, kind })
  await world.clients.create(SYSTEM, { ...ada, groupId: group.id, customFields: { 1: 'Red', 2: '1234' } })
  await world.clients.create(SYSTEM, { ...ada, email: 'b@example.com' })
  const valuesFor = async (actor: typeof SYSTEM) => {
    const { total, rows } = await world.clients.listRecords(
      actor,
      {},
      { offset: 0, limit: 5 },
      { by: 'id', descending: true },
    )
    expect(total).toBe(2)
    expect(rows.map((row) => [row.client.id, row.group, row.currency.code])).toEqual([
      [2, null, 'USD'],
      [1, group, 'USD'],
    ])
    return rows.map(({ customFields }) => customFields.map(({ value, isSecret }) => [value, isSecret]))
  }
  const empty = [
    ['', false],
    ['', true],
  ]
  expect(await valuesFor(SYSTEM)).toEqual([
    empty,
    [
      ['Red', false],
      ['1234', true],
    ],
  ])
  const reader = { ...SYSTEM, permissions: expandPermissions(['clients.read']) }
  expect(await valuesFor(reader)).toEqual([
    empty,
    [
      ['Red', false],
      ['', true],
    ],
  ])
})

test('credit is exact', async () => {
  const { clients } = await openWorldWithCurrency()
  const { client } = await clients.create(SYSTEM, { ...ada, creditMinor: toMinor(2 ** 53 - 1) })
  expect((await clients.get(SYSTEM, client.id)).creditMinor).toBe(2 ** 53 - 1)
})

test('every verb asks for its right first', async () => {
  const { clients } = await openWorld()
  const writing = [
    () => clients.create(nobody, ada),
    () => clients.update(nobody, { id: 1 }, {}),
    () => clients.setStatus(nobody, 1, 'Active'),
    () => clients.close(nobody, 1),
    () => clients.contacts.create(nobody, 1, {}),
    () => clients.contacts.update(nobody, 1, {}),
    () => clients.contacts.delete(nobody, 1),
    () => clients.currencies.create(nobody, { code: 'USD' }),
    () => clients.groups.create(nobody, { name: 'x' }),
  ]
  const reading = [
    () => clients.get(nobody, 1),
    () => clients.getByEmail(nobody, 'x@example.com'),
    () => clients.getWithDetails(nobody, { id: 1 }),
    () => clients.list(nobody, {}, { offset: 0, limit: 1 }),
    () => clients.listRecords(nobody, {}, { offset: 0, limit: 1 }),
    () => clients.users.list(nobody, 1),
    () => clients.contacts.list(nobody, 1),
    () => clients.contacts.get(nobody, 1),
    () => clients.currencies.list(nobody),
    () => clients.groups.list(nobody),
  ]
  for (const verb of writing) await expect(verb()).rejects.toMatchObject({ facts: { permission: 'clients.write' } })
  for (const verb of reading) await expect(verb()).rejects.toMatchObject({ facts: { permission: 'clients.read' } })
})
