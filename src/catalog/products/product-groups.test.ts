import { beforeEach, expect, test } from 'vitest'
import { happenings, openWorldWithCatalog, type World } from '../../../test/support/world.ts'
import { SYSTEM } from '../../access/actor.ts'

let world: World

beforeEach(async () => {
  world = await openWorldWithCatalog()
})

const lastChanges = async () => (await happenings(world)).at(-1)!.changes

test('a product group takes changes, and keeps its slug apart from the others', async () => {
  const { catalog } = world
  expect(await catalog.productGroups.update(SYSTEM, 1, { headline: 'Fast', hidden: true })).toMatchObject({
    name: 'Hosting',
    slug: 'hosting',
    headline: 'Fast',
    hidden: true,
  })
  expect(await lastChanges()).toEqual({ headline: ['', 'Fast'], hidden: [false, true] })
  expect(await catalog.productGroups.update(SYSTEM, 1, { slug: 'hosting' })).toMatchObject({ slug: 'hosting' })
  await expect(catalog.productGroups.update(SYSTEM, 1, { slug: 'voice' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(catalog.productGroups.update(SYSTEM, 9, {})).rejects.toMatchObject({ code: 'not_found' })
})
