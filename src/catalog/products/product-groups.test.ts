import { beforeEach, expect, test } from 'vitest'
import { type Desk, happenings, openDeskWithCatalog } from '../../../test/support/desk.ts'
import { SYSTEM } from '../../access/actor.ts'

let desk: Desk

beforeEach(async () => {
  desk = await openDeskWithCatalog()
})

const lastChanges = async () => (await happenings(desk)).at(-1)!.changes

test('a product group takes changes, and keeps its slug apart from the others', async () => {
  const { catalog } = desk
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
