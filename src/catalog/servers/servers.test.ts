import { beforeEach, expect, test } from 'vitest'
import { someAddon, someService } from '../../../test/support/holdings.ts'
import { ada, happenings, NOW, openWorldWithCurrency, type World } from '../../../test/support/world.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { ServiceStatus } from '../../services/status.ts'
import { addonStore } from '../../storage/services/addons.ts'
import { serviceStore } from '../../storage/services/services.ts'
import { pickServer } from './placing.ts'
import { serverAccess } from './servers.ts'

let world: World

beforeEach(async () => {
  world = await openWorldWithCurrency()
  const { clients, catalog } = world
  await clients.create(SYSTEM, ada)
  await catalog.productGroups.create(SYSTEM, { name: 'Hosting' })
  await catalog.products.create(SYSTEM, { groupId: 1, name: 'Starter' })
})

const addServer = (name: string, changes: object = {}) =>
  world.catalog.servers.create(SYSTEM, { name, module: 'demopanel', ...changes })

const place = (serverId: number, ...statuses: ServiceStatus[]) =>
  world.database.transaction(async (q) => {
    for (const status of statuses) await serviceStore(q).insert(someService({ serverId, status }), NOW)
  })

test('a server keeps its secrets to itself, sealed, and gives them to its module', async () => {
  const server = await addServer('web1', { hostname: 'web1.example.com', password: 'hunter2', accessHash: 'k-1' })
  expect(server).toMatchObject({ name: 'web1', hasPassword: true, hasAccessHash: true, secure: true, port: null })
  const [listed] = await world.catalog.servers.list(SYSTEM)
  expect(listed).toEqual({ ...server, activeServices: 0, secretSettings: [] })
  expect(JSON.stringify([listed, await happenings(world)])).not.toMatch(/hunter2|k-1|v1\./)
  const stored = await world.read.catalog.servers.get(server.id)
  expect(stored!.passwordSealed).not.toContain('hunter2')
  expect(await serverAccess(world.read, world.secrets, server.id)).toEqual({
    ...server,
    password: 'hunter2',
    accessHash: 'k-1',
  })
  await expect(serverAccess(world.read, world.secrets, 9)).rejects.toMatchObject({ code: 'not_found' })
})

test('a change keeps the secrets that it does not name, and an empty one takes the secret away', async () => {
  const { id } = await addServer('web1', { password: 'hunter2', accessHash: 'k-1' })
  await world.catalog.servers.update(SYSTEM, id, { maintenance: true })
  expect(await serverAccess(world.read, world.secrets, id)).toMatchObject({ password: 'hunter2', maintenance: true })
  await world.catalog.servers.update(SYSTEM, id, { password: '', accessHash: 'k-2' })
  expect(await serverAccess(world.read, world.secrets, id)).toMatchObject({ password: '', accessHash: 'k-2' })
  const events = await happenings(world)
  expect(events.at(-2)!.changes).toEqual({ maintenance: [false, true] })
  expect(events.at(-1)!.changes).toEqual({ password: ['***', '***'], accessHash: ['***', '***'] })
})

test('secrets among the settings are sealed, shown as ***, and stay where they are not given anew', async () => {
  // What no module knows is a secret.
  const { id, settings } = await addServer('web1', { settings: { secret: 'hunter2' } })
  expect(settings).toEqual({ secret: '***' })
  const stored = JSON.stringify([await world.read.catalog.servers.get(id), await happenings(world)])
  expect(stored).not.toContain('hunter2')
  const opened = async () => (await serverAccess(world.read, world.secrets, id)).settings
  expect(await opened()).toEqual({ secret: 'hunter2' })

  const before = await happenings(world)
  await world.catalog.servers.update(SYSTEM, id, { settings: { secret: '***' } })
  await world.catalog.servers.update(SYSTEM, id, { settings: { secret: 'hunter2' } })
  expect(await happenings(world)).toEqual(before)
  await world.catalog.servers.update(SYSTEM, id, { settings: { secret: '***', other: '***' } })
  expect(await opened()).toEqual({ secret: 'hunter2', other: '***' })
  expect((await happenings(world)).at(-1)!.changes).toEqual({
    settings: [{ secret: '***' }, { secret: '***', other: '***' }],
  })
  await world.catalog.servers.update(SYSTEM, id, { settings: {} })
  expect(await opened()).toEqual({})
})

test('a change without a difference writes and records nothing', async () => {
  const server = await addServer('web1', { nameservers: ['ns1.example.com'] })
  const before = await happenings(world)
  world.clock.advance(1000)
  const same = { name: 'web1', nameservers: ['ns1.example.com'], password: '' }
  expect(await world.catalog.servers.update(SYSTEM, server.id, same)).toEqual(server)
  expect(await happenings(world)).toEqual(before)
})

test.each([
  [{ name: '' }, 'name'],
  [{ name: 'web1' }, 'name'],
  [{ module: '' }, 'module'],
  [{ module: 'not a module' }, 'module'],
  [{ port: 0 }, 'port'],
  [{ port: 65_536 }, 'port'],
  [{ maxAccounts: -1 }, 'maxAccounts'],
  [{ hostname: 'https://web2.example.com' }, 'hostname'],
  [{ hostname: 'web2.example.com:2087' }, 'hostname'],
  [{ hostname: '300.1.1.1' }, 'hostname'],
  [{ hostname: `${'a'.repeat(64)}.example.com` }, 'hostname'],
  [{ ipAddress: 'web2.example.com' }, 'ipAddress'],
  [{ nameservers: ['ns1.example.com', 'ns 2'] }, 'nameservers'],
])('a server with %j is refused for its %s', async (changes, field) => {
  await addServer('web1')
  await expect(addServer('web2', changes)).rejects.toMatchObject({ code: 'invalid', facts: { field } })
})

test('a server may keep its own name but not take another one', async () => {
  await addServer('web1')
  const { id } = await addServer('web2')
  await world.catalog.servers.update(SYSTEM, id, { name: 'web2', port: 2087 })
  await expect(world.catalog.servers.update(SYSTEM, id, { name: 'web1' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(world.catalog.servers.update(SYSTEM, 9, {})).rejects.toMatchObject({ code: 'not_found' })
})

test('the services that count are the active and the suspended, add-ons too', async () => {
  const { id } = await addServer('web1')
  await place(id, 'Active', 'Suspended', 'Pending', 'Terminated', 'Cancelled', 'Fraud', 'Completed')
  await world.database.transaction(async (q) => {
    for (const status of ['Active', 'Pending'] as const)
      await addonStore(q).insert(someAddon({ serverId: id, status }), NOW)
  })
  await addServer('web2')
  const servers = await world.catalog.servers.list(SYSTEM)
  expect(servers.map(({ activeServices }) => activeServices)).toEqual([3, 0])
})

test('servers are found by number and by module', async () => {
  await addServer('web1')
  await addServer('web2', { module: 'DemoPanel' })
  await addServer('mail1', { module: 'mailpanel' })
  const names = async (filter: object) => (await world.catalog.servers.list(SYSTEM, filter)).map(({ name }) => name)
  expect(await names({ modules: ['DEMOPANEL'] })).toEqual(['web1', 'web2'])
  expect(await names({ modules: ['demopanel', 'mailpanel'], ids: [2, 3] })).toEqual(['web2', 'mail1'])
  expect(await names({ modules: [] })).toEqual([])
  expect(await names({ ids: [] })).toEqual([])
})

test('an account is placed in the group of its product, on a server of its module', async () => {
  await addServer('other', { module: 'mailpanel' })
  await addServer('web1', { maxAccounts: 2 })
  await addServer('web2', { maxAccounts: 2 })
  const { id: group } = await world.catalog.serverGroups.create(SYSTEM, {
    name: 'Web',
    fill: 'fill-in-turn',
    serverIds: [1, 3, 2, 2],
  })
  const pick = () => world.transaction((tx) => pickServer(tx, group, 'DemoPanel'))
  expect(await pick()).toBe(2)
  await place(2, 'Active')
  expect(await pick()).toBe(2)
  await place(2, 'Pending')
  expect(await pick()).toBe(3)
  await place(3, 'Suspended', 'Terminated')
  expect(await pick()).toBe(3)
  await place(3, 'Active')
  expect(await pick()).toBeNull()
})

test('without a group every server of the module stands open, and an unknown group holds none', async () => {
  await addServer('web1', { maxAccounts: 10 })
  await addServer('web2', { maxAccounts: 10 })
  await place(1, 'Active')
  expect(await world.transaction((tx) => pickServer(tx, null, 'demopanel'))).toBe(2)
  expect(await world.transaction((tx) => pickServer(tx, null, 'mailpanel'))).toBeNull()
  expect(await world.transaction((tx) => pickServer(tx, 9, 'demopanel'))).toBeNull()
})

test('a server group names servers that exist, and has a name of its own', async () => {
  await addServer('web1')
  const add = (input: object) =>
    world.catalog.serverGroups.create(SYSTEM, { name: 'Web', fill: 'least-full', serverIds: [1], ...input })
  expect(await add({})).toEqual({ id: 1, name: 'Web', fill: 'least-full', serverIds: [1] })
  await expect(add({})).rejects.toMatchObject({ code: 'invalid', facts: { field: 'name' } })
  await expect(add({ name: 'Mail', serverIds: [9] })).rejects.toMatchObject({ code: 'not_found' })
  await expect(add({ name: 'Mail', fill: 'random' })).rejects.toMatchObject({ code: 'invalid' })
  expect(await world.catalog.serverGroups.list(SYSTEM)).toHaveLength(1)
})

test('a server that nothing was put on is deleted, and leaves its groups', async () => {
  const { catalog } = world
  await addServer('web1')
  await addServer('web2')
  await catalog.serverGroups.create(SYSTEM, { name: 'both', fill: 'least-full', serverIds: [1, 2] })
  await place(1, 'Terminated')
  await expect(catalog.servers.delete(SYSTEM, 1)).rejects.toMatchObject({
    code: 'in_use',
    facts: { heldBy: { services: 1 } },
  })
  await catalog.servers.delete(SYSTEM, 2)
  await expect(catalog.servers.get(SYSTEM, 2)).rejects.toMatchObject({ code: 'not_found' })
  expect(await catalog.serverGroups.get(SYSTEM, 1)).toMatchObject({ serverIds: [1] })
  expect((await happenings(world)).at(-1)).toMatchObject({
    kind: 'server.deleted',
    description: 'Server 2 deleted: web2',
  })
})

test('settings change one by one, and a secret among them only when it is named', async () => {
  const { catalog } = world
  const { id } = await addServer('web1', { settings: { pin: 'hunter2', zone: 'a' }, namedSettings: { rack: '7' } })
  await catalog.servers.update(SYSTEM, id, { namedSettings: { zone: '', rack: '8' } })
  expect(await catalog.servers.get(SYSTEM, id)).toMatchObject({
    settings: { pin: '***', rack: '***' },
    secretSettings: ['pin', 'rack'],
  })
  expect(await catalog.servers.getSecrets(SYSTEM, id)).toEqual({
    password: '',
    accessHash: '',
    settings: { pin: 'hunter2', rack: '8' },
  })
  const reader = { ...SYSTEM, permissions: new Set(['catalog.read'] as const) }
  await expect(catalog.servers.getSecrets(reader, id)).rejects.toMatchObject({ code: 'permission_refused' })
  expect(() => catalog.reveal(reader)).toThrow('services.passwords')
})
