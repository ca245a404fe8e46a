import { beforeEach, expect, test } from 'vitest'
import { happenings, openWorldWithCatalog, type World } from '../../../test/support/world.ts'
import { SYSTEM } from '../../access/actor.ts'

let world: World

beforeEach(async () => {
  world = await openWorldWithCatalog()
})

test('a server group gets other servers and keeps its name', async () => {
  const { catalog } = world
  await catalog.serverGroups.update(SYSTEM, 1, { serverIds: [2, 1, 2], fill: 'fill-in-turn' })
  expect(await catalog.serverGroups.list(SYSTEM)).toEqual([
    { id: 1, name: 'both', fill: 'fill-in-turn', serverIds: [1, 2] },
  ])
  expect(await catalog.serverGroups.update(SYSTEM, 1, { name: 'both' })).toMatchObject({ name: 'both' })
  await expect(catalog.serverGroups.update(SYSTEM, 1, { serverIds: [3] })).rejects.toMatchObject({ code: 'not_found' })
})

test('a server group that nothing names is deleted, and its servers stay', async () => {
  const { catalog } = world
  await catalog.products.update(SYSTEM, 1, { serverGroupId: 1 })
  await catalog.addonDefinitions.update(SYSTEM, 1, { serverGroupId: 1 })
  await expect(catalog.serverGroups.delete(SYSTEM, 1)).rejects.toMatchObject({
    code: 'in_use',
    facts: { heldBy: { products: 1, 'add-on definitions': 1 } },
  })
  await catalog.products.update(SYSTEM, 1, { serverGroupId: null })
  await catalog.addonDefinitions.update(SYSTEM, 1, { serverGroupId: null })
  await catalog.serverGroups.delete(SYSTEM, 1)
  await expect(catalog.serverGroups.get(SYSTEM, 1)).rejects.toMatchObject({ code: 'not_found' })
  expect(await catalog.servers.list(SYSTEM)).toHaveLength(2)
  expect((await happenings(world)).at(-1)).toMatchObject({ kind: 'server_group.deleted', subjectId: 1 })
})
