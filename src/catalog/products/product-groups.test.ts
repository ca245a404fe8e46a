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

test('a product group is deleted when it is empty', async () => {
  const { catalog } = world
  await expect(catalog.productGroups.delete(SYSTEM, 1)).rejects.toMatchObject({
    code: 'in_use',
    message: 'Product group 1 is in use: products (2)',
    facts: { heldBy: { products: 2 } },
  })
  await catalog.productGroups.delete(SYSTEM, 2)
  expect((await happenings(world)).at(-1)).toMatchObject({
    kind: 'product_group.deleted',
    subjectId: 2,
    description: 'Product group 2 deleted: Voice',
  })
  await expect(catalog.productGroups.get(SYSTEM, 2)).rejects.toMatchObject({ code: 'not_found' })
  await expect(catalog.productGroups.delete(SYSTEM, 2)).rejects.toMatchObject({ code: 'not_found' })
})
