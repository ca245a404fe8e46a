import { beforeEach, expect, test } from 'vitest'
import { happenings, openWorldWithCatalog, openWorldWithCurrency, price, type World } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'
import type { Minor } from '../base/money.ts'
import { sealText } from '../base/secrets/sealed.ts'

const nobody = { ...SYSTEM, permissions: new Set<never>() }
const monthly = { currencyId: 1, cycle: 'monthly', setupMinor: 0 as Minor, priceMinor: 400 as Minor } as const

let world: World

beforeEach(async () => {
  world = await openWorldWithCurrency()
  await world.catalog.productGroups.create(SYSTEM, { name: 'Hosting' })
  await world.catalog.products.create(SYSTEM, { groupId: 1, name: 'Starter' })
})

test.each([
  [[{ module: '', displayName: 'x' }]],
  [[{ module: 'a b', displayName: 'x' }]],
  [[{ module: 'paypal', displayName: '' }]],
  [
    [
      { module: 'paypal', displayName: 'x' },
      { module: 'paypal', displayName: 'y' },
    ],
  ],
])('the payment methods %j are refused', async (methods) => {
  await expect(world.catalog.paymentMethods.replace(SYSTEM, methods)).rejects.toMatchObject({ code: 'invalid' })
})

test('add-ons are listed with their prices and custom fields', async () => {
  const { catalog } = world
  const addon = await catalog.addonDefinitions.create(SYSTEM, {
    name: 'Backup',
    payType: 'recurring',
    moduleSettings: { 2: 'daily' },
    productIds: [1],
    prices: [monthly],
    suspendParent: true,
  })
  const field = await catalog.customFields.create(SYSTEM, {
    ...{ owner: 'addon', ownerId: addon.id, name: 'Hour', kind: 'dropdown' },
    choices: ['02', '03'],
  })
  await catalog.addonDefinitions.create(SYSTEM, { name: 'Support' })
  const [listed, other] = await catalog.addonDefinitions.list(SYSTEM)
  expect(listed).toEqual({ ...addon, prices: [monthly], customFields: [field] })
  expect(listed).toMatchObject({ moduleSettings: ['', 'daily'], suspendParent: true, autoSetup: 'never' })
  expect(other).toMatchObject({ name: 'Support', payType: 'free', prices: [], customFields: [] })
  expect(await catalog.addonDefinitions.list(SYSTEM, { ids: [2] })).toEqual([other])
  expect(await catalog.addonDefinitions.list(SYSTEM, { ids: [] })).toEqual([])
})

test.each([
  [{ name: ' ' }, 'invalid'],
  [{ payType: 'sometimes' }, 'invalid'],
  [{ autoSetup: 'on' }, 'invalid'],
  [{ serverGroupId: 9 }, 'not_found'],
  [{ productIds: [9] }, 'not_found'],
  [{ payType: 'free', prices: [monthly] }, 'invalid'],
])('an add-on with %j is refused as %s', async (changes, code) => {
  const input = { name: 'Backup', ...changes } as { name: string }
  await expect(world.catalog.addonDefinitions.create(SYSTEM, input)).rejects.toMatchObject({ code })
})

test.each([
  [{ name: '' }, 'invalid'],
  [{ kind: 'slider' }, 'invalid'],
  [{ choices: [] }, 'invalid'],
  [{ kind: 'quantity', minQuantity: 5, maxQuantity: 4 }, 'invalid'],
  [{ productIds: [9] }, 'not_found'],
  [{ choices: [{ name: 'x', prices: [{ ...monthly, currencyId: 9 }] }] }, 'not_found'],
])('a configurable option with %j is refused as %s', async (changes, code) => {
  const input = { name: 'Disk', kind: 'dropdown' as const, choices: [{ name: '10 GB' }], ...(changes as object) }
  await expect(world.catalog.configOptions.create(SYSTEM, input)).rejects.toMatchObject({ code })
})

test('custom fields belong to what exists', async () => {
  const add = (input: object) =>
    world.catalog.customFields.create(SYSTEM, { owner: 'product', name: 'x', kind: 'text', ...input })
  await expect(add({ ownerId: 9 })).rejects.toMatchObject({ code: 'not_found', facts: { noun: 'Product' } })
  await expect(add({ owner: 'addon', ownerId: 9 })).rejects.toMatchObject({ code: 'not_found' })
  await expect(add({ ownerId: 1, pattern: '(' })).rejects.toMatchObject({ code: 'invalid' })
  await add({ ownerId: 1, name: 'Second', position: 2 })
  await add({ ownerId: 1, name: 'First', position: 1 })
  await add({ owner: 'client', ownerId: 7, name: 'Of clients' })
  const names = async (
    ...of: Parameters<typeof world.catalog.customFields.list> extends [unknown, ...infer R] ? R : never
  ) => (await world.catalog.customFields.list(SYSTEM, ...of)).map(({ name }) => name)
  expect(await names('product', 1)).toEqual(['First', 'Second'])
  expect(await names('client')).toEqual(['Of clients'])
})

test('a pattern that could take for ever is refused where it is written; one that is older is named and goes on being there', async () => {
  const { catalog } = world
  const pattern = '^(?=.*\\d).{8,}$'
  await expect(
    catalog.customFields.create(SYSTEM, { owner: 'client', name: 'Code', kind: 'text', pattern }),
  ).rejects.toMatchObject({ code: 'invalid', facts: { field: 'pattern' } })
  const { id } = await catalog.customFields.create(SYSTEM, {
    owner: 'client',
    name: 'Code',
    kind: 'text',
    pattern: '^x+$',
  })
  await expect(catalog.customFields.update(SYSTEM, id, { pattern })).rejects.toMatchObject({ code: 'invalid' })
  expect(await catalog.customFields.listIdlePatterns(SYSTEM)).toEqual([])

  await world.transaction((tx) => tx.clients.customFields.update(id, { pattern }))
  expect(await catalog.customFields.listIdlePatterns(SYSTEM)).toMatchObject([{ id, pattern }])
  await catalog.customFields.update(SYSTEM, id, { name: 'Customer code' })
  expect(await catalog.customFields.list(SYSTEM, 'client')).toMatchObject([{ name: 'Customer code', pattern }])
})

test('the names beside what a service holds are there for whoever may see services', async () => {
  const { catalog } = world
  await catalog.customFields.create(SYSTEM, { owner: 'product', ownerId: 1, name: 'Licence', kind: 'text' })
  await catalog.configOptions.create(SYSTEM, {
    name: 'Disk',
    kind: 'radio',
    choices: [{ name: '10 GB' }, { name: '20 GB' }],
  })
  const actor = { ...SYSTEM, permissions: new Set(['services.read'] as const) }
  expect(await catalog.selectionNames(actor, [1, 9], [1, 9])).toEqual({
    customFields: new Map([[1, 'Licence']]),
    fieldText: expect.any(Function),
    configOptions: new Map([
      [
        1,
        {
          name: 'Disk',
          kind: 'radio',
          choices: new Map([
            [1, '10 GB'],
            [2, '20 GB'],
          ]),
        },
      ],
    ]),
  })
  expect(await catalog.selectionNames(actor, [], [])).toEqual({
    customFields: new Map(),
    fieldText: expect.any(Function),
    configOptions: new Map(),
  })
})

test('a password among the custom fields is hidden from who may not read those of services', async () => {
  const { catalog } = world
  const { id: ownerId } = await catalog.products.create(SYSTEM, { groupId: 1, name: 'Plus' })
  const { id } = await catalog.customFields.create(SYSTEM, {
    owner: 'product',
    ownerId,
    name: 'Root',
    kind: 'password',
  })
  const reader = { ...SYSTEM, permissions: new Set(['services.read'] as const) }
  const kept = sealText(world.secrets, 'hunter2')
  expect((await catalog.selectionNames(reader, [id], [])).fieldText(kept)).toBe('')
  expect((await catalog.selectionNames(SYSTEM, [id], [])).fieldText(kept)).toBe('hunter2')
})

test('what is added can bring its own number, and the next one follows it', async () => {
  const { catalog } = world
  expect((await catalog.products.create(SYSTEM, { id: 100, groupId: 1, name: 'Plus' })).id).toBe(100)
  expect((await catalog.products.create(SYSTEM, { groupId: 1, name: 'Pro' })).id).toBe(101)
})

test('every addition is recorded', async () => {
  const { catalog } = world
  await catalog.servers.create(SYSTEM, { name: 'web1', module: 'demopanel' })
  await catalog.serverGroups.create(SYSTEM, { name: 'Web', fill: 'least-full', serverIds: [1] })
  await catalog.addonDefinitions.create(SYSTEM, { name: 'Backup' })
  await catalog.configOptions.create(SYSTEM, { name: 'Disk', kind: 'yesno', choices: [{ name: 'x' }] })
  await catalog.customFields.create(SYSTEM, { owner: 'client', name: 'x', kind: 'text' })
  expect((await happenings(world)).map(({ kind, subjectId }) => [kind, subjectId])).toEqual([
    ['currency.created', 1],
    ['product_group.created', 1],
    ['product.created', 1],
    ['server.created', 1],
    ['server_group.created', 1],
    ['addon_definition.created', 1],
    ['config_option.created', 1],
    ['custom_field.created', 1],
  ])
})

test('every verb asks for its right first', async () => {
  const { catalog } = world
  const writing = [
    () => catalog.productGroups.create(nobody, { name: 'x' }),
    () => catalog.products.create(nobody, { groupId: 1, name: 'x' }),
    () => catalog.products.update(nobody, 1, {}),
    () => catalog.addonDefinitions.create(nobody, { name: 'x' }),
    () => catalog.configOptions.create(nobody, { name: 'x', kind: 'yesno', choices: [{ name: 'x' }] }),
    () => catalog.customFields.create(nobody, { owner: 'client', name: 'x', kind: 'text' }),
    () => catalog.servers.create(nobody, { name: 'x', module: 'x' }),
    () => catalog.servers.update(nobody, 1, {}),
    () => catalog.serverGroups.create(nobody, { name: 'x', fill: 'least-full', serverIds: [] }),
    () => catalog.paymentMethods.replace(nobody, []),
  ]
  const reading = [
    () => catalog.productGroups.list(nobody),
    () => catalog.products.get(nobody, 1),
    () => catalog.products.list(nobody, {}),
    () => catalog.addonDefinitions.list(nobody),
    () => catalog.customFields.list(nobody, 'client'),
    () => catalog.servers.list(nobody),
    () => catalog.serverGroups.list(nobody),
    () => catalog.paymentMethods.list(nobody),
  ]
  for (const verb of writing) await expect(verb()).rejects.toMatchObject({ facts: { permission: 'catalog.write' } })
  for (const verb of reading) await expect(verb()).rejects.toMatchObject({ facts: { permission: 'catalog.read' } })
  await expect(catalog.selectionNames(nobody, [], [])).rejects.toMatchObject({ code: 'permission_refused' })
})

test('a change without a difference is neither written nor recorded', async () => {
  const world = await openWorldWithCatalog()
  const { catalog, clients } = world
  const before = await happenings(world)
  await catalog.productGroups.update(SYSTEM, 1, { name: 'Hosting' })
  await catalog.serverGroups.update(SYSTEM, 1, { serverIds: [1] })
  await catalog.addonDefinitions.update(SYSTEM, 1, { prices: [price(400)] })
  await catalog.customFields.update(SYSTEM, 1, { required: false })
  await catalog.configOptions.update(SYSTEM, 1, {
    choices: [{ name: '10 GB', prices: [price(100)] }, { name: '20 GB' }],
    productIds: [1],
  })
  await clients.currencies.update(SYSTEM, 1, { isDefault: true })
  expect(await happenings(world)).toEqual(before)
})

test('without the right nothing changes', async () => {
  const nobody = { ...SYSTEM, permissions: new Set<never>() }
  const { catalog, clients } = await openWorldWithCatalog()
  for (const attempt of [
    catalog.productGroups.update(nobody, 1, {}),
    catalog.serverGroups.update(nobody, 1, {}),
    catalog.addonDefinitions.update(nobody, 1, {}),
    catalog.customFields.update(nobody, 1, {}),
    catalog.configOptions.update(nobody, 1, {}),
    clients.currencies.update(nobody, 1, {}),
    clients.groups.update(nobody, 1, {}),
  ])
    await expect(attempt).rejects.toMatchObject({ code: 'permission_refused' })
})
