import { beforeEach, expect, test } from 'vitest'
import { openWorldWithCatalog, type World } from '../../../test/support/world.ts'
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
