import { beforeEach, expect, test } from 'vitest'
import { type Desk, happenings, openDeskWithCurrency } from '../../test/support/desk.ts'
import { SYSTEM } from '../access/actor.ts'
import type { Minor } from '../base/money.ts'

const price = (amount: number) =>
  ({ currencyId: 1, cycle: 'monthly', setupMinor: 0 as Minor, priceMinor: amount as Minor }) as const

let desk: Desk

beforeEach(async () => {
  desk = await openDeskWithCurrency()
  const { catalog } = desk
  await catalog.addServer(SYSTEM, { name: 'one', module: 'demo' })
  await catalog.addServer(SYSTEM, { name: 'two', module: 'demo' })
  await catalog.addServerGroup(SYSTEM, { name: 'both', fill: 'least-full', serverIds: [1] })
  await catalog.addProductGroup(SYSTEM, { name: 'Hosting' })
  await catalog.addProductGroup(SYSTEM, { name: 'Voice' })
  await catalog.addProduct(SYSTEM, { groupId: 1, name: 'Starter' })
  await catalog.addProduct(SYSTEM, { groupId: 1, name: 'Plus' })
  await catalog.addAddonDefinition(SYSTEM, { name: 'Backup', payType: 'recurring', prices: [price(400)] })
  await catalog.addCustomField(SYSTEM, { owner: 'client', name: 'Found us', kind: 'dropdown', choices: ['Web'] })
  await catalog.addConfigOption(SYSTEM, {
    name: 'Disk',
    kind: 'dropdown',
    productIds: [1],
    choices: [{ name: '10 GB', prices: [price(100)] }, { name: '20 GB' }],
  })
})

const lastChanges = async () => (await happenings(desk)).at(-1)!.changes

test('a product group takes changes, and keeps its slug apart from the others', async () => {
  const { catalog } = desk
  expect(await catalog.changeProductGroup(SYSTEM, 1, { headline: 'Fast', hidden: true })).toMatchObject({
    name: 'Hosting',
    slug: 'hosting',
    headline: 'Fast',
    hidden: true,
  })
  expect(await lastChanges()).toEqual({ headline: ['', 'Fast'], hidden: [false, true] })
  expect(await catalog.changeProductGroup(SYSTEM, 1, { slug: 'hosting' })).toMatchObject({ slug: 'hosting' })
  await expect(catalog.changeProductGroup(SYSTEM, 1, { slug: 'voice' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(catalog.changeProductGroup(SYSTEM, 9, {})).rejects.toMatchObject({ code: 'not_found' })
})

test('a server group gets other servers and keeps its name', async () => {
  const { catalog } = desk
  await catalog.changeServerGroup(SYSTEM, 1, { serverIds: [2, 1, 2], fill: 'fill-in-turn' })
  expect(await catalog.listServerGroups(SYSTEM)).toEqual([
    { id: 1, name: 'both', fill: 'fill-in-turn', serverIds: [1, 2] },
  ])
  expect(await catalog.changeServerGroup(SYSTEM, 1, { name: 'both' })).toMatchObject({ name: 'both' })
  await expect(catalog.changeServerGroup(SYSTEM, 1, { serverIds: [3] })).rejects.toMatchObject({ code: 'not_found' })
})

test('an add-on changes its prices as a whole, and they must fit how it is paid', async () => {
  const { catalog } = desk
  await catalog.changeAddonDefinition(SYSTEM, 1, { productIds: [2], prices: [price(500)] })
  expect(await catalog.listAddonDefinitions(SYSTEM)).toMatchObject([{ productIds: [2], prices: [price(500)] }])
  await expect(catalog.changeAddonDefinition(SYSTEM, 1, { payType: 'onetime' })).rejects.toMatchObject({
    code: 'invalid',
  })
  await catalog.changeAddonDefinition(SYSTEM, 1, { payType: 'free', prices: [] })
  expect(await catalog.listAddonDefinitions(SYSTEM)).toMatchObject([{ payType: 'free', prices: [] }])
})

test('a custom field changes what it asks, but not of whom', async () => {
  const { catalog } = desk
  await catalog.changeCustomField(SYSTEM, 1, { choices: ['Web', 'Friend'], required: true })
  expect(await catalog.listCustomFields(SYSTEM, 'client')).toMatchObject([
    { name: 'Found us', choices: ['Web', 'Friend'], required: true },
  ])
  await expect(catalog.changeCustomField(SYSTEM, 1, { choices: [] })).rejects.toMatchObject({ code: 'invalid' })
})

test('a configurable option keeps the numbers of its choices, because services hold them', async () => {
  const { catalog } = desk
  await catalog.changeConfigOption(SYSTEM, 1, {
    choices: [{ name: '40 GB' }, { name: '20 GB', hidden: true }, { name: '10 GB', prices: [price(150)] }],
    productIds: [2],
  })
  expect((await catalog.getProduct(SYSTEM, 1)).configOptions).toEqual([])
  const [option] = (await catalog.getProduct(SYSTEM, 2)).configOptions
  expect(option!.choices).toMatchObject([
    { id: 3, name: '40 GB', hidden: false, prices: [] },
    { id: 2, name: '20 GB', hidden: true, prices: [] },
    { id: 1, name: '10 GB', hidden: false, prices: [price(150)] },
  ])
  expect(await lastChanges()).toMatchObject({ productIds: [[1], [2]] })
  await expect(catalog.changeConfigOption(SYSTEM, 1, { choices: [{ name: '10 GB' }] })).rejects.toThrow(
    'expected all that there are',
  )
})

test('the default currency moves to the one that is named', async () => {
  const { clients } = desk
  const { id } = await clients.addCurrency(SYSTEM, { code: 'CHF' })
  await clients.changeCurrency(SYSTEM, id, { suffix: ' CHF', isDefault: true })
  expect((await clients.listCurrencies(SYSTEM)).map(({ code, isDefault }) => [code, isDefault])).toEqual([
    [expect.any(String), false],
    ['CHF', true],
  ])
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

test('a change without a difference is neither written nor recorded', async () => {
  const { catalog, clients } = desk
  const before = await happenings(desk)
  await catalog.changeProductGroup(SYSTEM, 1, { name: 'Hosting' })
  await catalog.changeServerGroup(SYSTEM, 1, { serverIds: [1] })
  await catalog.changeAddonDefinition(SYSTEM, 1, { prices: [price(400)] })
  await catalog.changeCustomField(SYSTEM, 1, { required: false })
  await catalog.changeConfigOption(SYSTEM, 1, {
    choices: [{ name: '10 GB', prices: [price(100)] }, { name: '20 GB' }],
    productIds: [1],
  })
  await clients.changeCurrency(SYSTEM, 1, { isDefault: true })
  expect(await happenings(desk)).toEqual(before)
})

test('without the right nothing changes', async () => {
  const nobody = { ...SYSTEM, permissions: new Set<never>() }
  const { catalog, clients } = desk
  for (const attempt of [
    catalog.changeProductGroup(nobody, 1, {}),
    catalog.changeServerGroup(nobody, 1, {}),
    catalog.changeAddonDefinition(nobody, 1, {}),
    catalog.changeCustomField(nobody, 1, {}),
    catalog.changeConfigOption(nobody, 1, {}),
    clients.changeCurrency(nobody, 1, {}),
    clients.changeGroup(nobody, 1, {}),
  ])
    await expect(attempt).rejects.toMatchObject({ code: 'permission_refused' })
})
