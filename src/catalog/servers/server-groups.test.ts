import { beforeEach, expect, test } from 'vitest'
import { type Desk, openDeskWithCatalog } from '../../../test/support/desk.ts'
import { SYSTEM } from '../../access/actor.ts'

let desk: Desk

beforeEach(async () => {
  desk = await openDeskWithCatalog()
})

test('a server group gets other servers and keeps its name', async () => {
  const { catalog } = desk
  await catalog.serverGroups.update(SYSTEM, 1, { serverIds: [2, 1, 2], fill: 'fill-in-turn' })
  expect(await catalog.serverGroups.list(SYSTEM)).toEqual([
    { id: 1, name: 'both', fill: 'fill-in-turn', serverIds: [1, 2] },
  ])
  expect(await catalog.serverGroups.update(SYSTEM, 1, { name: 'both' })).toMatchObject({ name: 'both' })
  await expect(catalog.serverGroups.update(SYSTEM, 1, { serverIds: [3] })).rejects.toMatchObject({ code: 'not_found' })
})
