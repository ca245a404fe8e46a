import { beforeEach, expect, test } from 'vitest'
import { ada, type Desk, happenings, NOW, openDeskWithCurrency } from '../../../test/support/desk.ts'
import { someAddon, someService } from '../../../test/support/holdings.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { ServiceStatus } from '../../services/status.ts'
import { addonStore } from '../../storage/services/addons.ts'
import { serviceStore } from '../../storage/services/services.ts'
import { pickServer } from './placing.ts'
import { serverAccess } from './servers.ts'

let desk: Desk

beforeEach(async () => {
  desk = await openDeskWithCurrency()
  const { clients, catalog } = desk
  await clients.create(SYSTEM, ada)
  await catalog.productGroups.create(SYSTEM, { name: 'Hosting' })
  await catalog.products.create(SYSTEM, { groupId: 1, name: 'Starter' })
})

const addServer = (name: string, changes: object = {}) =>
  desk.catalog.servers.create(SYSTEM, { name, module: 'demopanel', ...changes })

const place = (serverId: number, ...statuses: ServiceStatus[]) =>
  desk.database.transaction(async (q) => {
    for (const status of statuses) await serviceStore(q).insert(someService({ serverId, status }), NOW)
  })

test('a server keeps its secrets to itself, sealed, and gives them to its module', async () => {
  const server = await addServer('web1', { hostname: 'web1.example.com', password: 'hunter2', accessHash: 'k-1' })
  expect(server).toMatchObject({ name: 'web1', hasPassword: true, hasAccessHash: true, secure: true, port: null })
  const [listed] = await desk.catalog.servers.list(SYSTEM)
  expect(listed).toEqual({ ...server, activeServices: 0 })
  expect(JSON.stringify([listed, await happenings(desk)])).not.toMatch(/hunter2|k-1|v1\./)
  const stored = await desk.read.catalog.servers.get(server.id)
  expect(stored!.passwordSealed).not.toContain('hunter2')
  expect(await serverAccess(desk.read, desk.secrets, server.id)).toEqual({
    ...server,
    password: 'hunter2',
    accessHash: 'k-1',
  })
  await expect(serverAccess(desk.read, desk.secrets, 9)).rejects.toMatchObject({ code: 'not_found' })
})

test('a change keeps the secrets that it does not name, and an empty one takes the secret away', async () => {
  const { id } = await addServer('web1', { password: 'hunter2', accessHash: 'k-1' })
  await desk.catalog.servers.update(SYSTEM, id, { maintenance: true })
  expect(await serverAccess(desk.read, desk.secrets, id)).toMatchObject({ password: 'hunter2', maintenance: true })
  await desk.catalog.servers.update(SYSTEM, id, { password: '', accessHash: 'k-2' })
  expect(await serverAccess(desk.read, desk.secrets, id)).toMatchObject({ password: '', accessHash: 'k-2' })
  const events = await happenings(desk)
  expect(events.at(-2)!.changes).toEqual({ maintenance: [false, true] })
  expect(events.at(-1)!.changes).toEqual({ password: ['***', '***'], accessHash: ['***', '***'] })
})

test('a change without a difference writes and records nothing', async () => {
  const server = await addServer('web1', { nameservers: ['ns1.example.com'] })
  const before = await happenings(desk)
  desk.clock.advance(1000)
  const same = { name: 'web1', nameservers: ['ns1.example.com'], password: '' }
  expect(await desk.catalog.servers.update(SYSTEM, server.id, same)).toEqual(server)
  expect(await happenings(desk)).toEqual(before)
})

test.each([
  [{ name: '' }, 'name'],
  [{ name: 'web1' }, 'name'],
  [{ module: '' }, 'module'],
  [{ module: 'not a module' }, 'module'],
  [{ port: 0 }, 'port'],
  [{ port: 65_536 }, 'port'],
  [{ maxAccounts: -1 }, 'largest number of accounts'],
])('a server with %j is refused for its %s', async (changes, field) => {
  await addServer('web1')
  await expect(addServer('web2', changes)).rejects.toMatchObject({ code: 'invalid', facts: { field } })
})

test('a server may keep its own name but not take another one', async () => {
  await addServer('web1')
  const { id } = await addServer('web2')
  await desk.catalog.servers.update(SYSTEM, id, { name: 'web2', port: 2087 })
  await expect(desk.catalog.servers.update(SYSTEM, id, { name: 'web1' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(desk.catalog.servers.update(SYSTEM, 9, {})).rejects.toMatchObject({ code: 'not_found' })
})

test('the services that count are the active and the suspended, add-ons too', async () => {
  const { id } = await addServer('web1')
  await place(id, 'Active', 'Suspended', 'Pending', 'Terminated', 'Cancelled', 'Fraud', 'Completed')
  await desk.database.transaction(async (q) => {
    for (const status of ['Active', 'Pending'] as const)
      await addonStore(q).insert(someAddon({ serverId: id, status }), NOW)
  })
  await addServer('web2')
  const servers = await desk.catalog.servers.list(SYSTEM)
  expect(servers.map(({ activeServices }) => activeServices)).toEqual([3, 0])
})

test('servers are found by number and by module', async () => {
  await addServer('web1')
  await addServer('web2', { module: 'DemoPanel' })
  await addServer('mail1', { module: 'mailpanel' })
  const names = async (filter: object) => (await desk.catalog.servers.list(SYSTEM, filter)).map(({ name }) => name)
  expect(await names({ modules: ['DEMOPANEL'] })).toEqual(['web1', 'web2'])
  expect(await names({ modules: ['demopanel', 'mailpanel'], ids: [2, 3] })).toEqual(['web2', 'mail1'])
  expect(await names({ modules: [] })).toEqual([])
  expect(await names({ ids: [] })).toEqual([])
})

test('an account is placed in the group of its product, on a server of its module', async () => {
  await addServer('other', { module: 'mailpanel' })
  await addServer('web1', { maxAccounts: 2 })
  await addServer('web2', { maxAccounts: 2 })
  const { id: group } = await desk.catalog.serverGroups.create(SYSTEM, {
    name: 'Web',
    fill: 'fill-in-turn',
    serverIds: [1, 3, 2, 2],
  })
  const pick = () => desk.transaction((tx) => pickServer(tx, group, 'DemoPanel'))
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
  expect(await desk.transaction((tx) => pickServer(tx, null, 'demopanel'))).toBe(2)
  expect(await desk.transaction((tx) => pickServer(tx, null, 'mailpanel'))).toBeNull()
  expect(await desk.transaction((tx) => pickServer(tx, 9, 'demopanel'))).toBeNull()
})

test('a server group names servers that exist, and has a name of its own', async () => {
  await addServer('web1')
  const add = (input: object) =>
    desk.catalog.serverGroups.create(SYSTEM, { name: 'Web', fill: 'least-full', serverIds: [1], ...input })
  expect(await add({})).toEqual({ id: 1, name: 'Web', fill: 'least-full', serverIds: [1] })
  await expect(add({})).rejects.toMatchObject({ code: 'invalid', facts: { field: 'name' } })
  await expect(add({ name: 'Mail', serverIds: [9] })).rejects.toMatchObject({ code: 'not_found' })
  await expect(add({ name: 'Mail', fill: 'random' })).rejects.toMatchObject({ code: 'invalid' })
  expect(await desk.catalog.serverGroups.list(SYSTEM)).toHaveLength(1)
})
