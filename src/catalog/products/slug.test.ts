import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { ada, type World, withWorld } from '../../../test/support/world.ts'
import { SYSTEM } from '../../access/actor.ts'
import { freeSlug, isSlug, slugOf } from './slug.ts'

test.each([
  ['Starter', 'starter'],
  ['  Web Hosting: Plus+ ', 'web-hosting-plus'],
  ['Größe Ökonomie', 'grosse-okonomie'],
  ['Café №1', 'cafe-no1'],
  ['Хостинг', 'item'],
  ['', 'item'],
])('%j is found at %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug)
})

test('a taken slug gets the first number that is free', () => {
  expect(freeSlug('Starter', new Set())).toBe('starter')
  expect(freeSlug('Starter', new Set(['starter']))).toBe('starter-2')
  expect(freeSlug('Starter', new Set(['starter', 'starter-2', 'starter-4']))).toBe('starter-3')
})

test.each(['', '-a', 'a-', 'a--b', 'A', 'a b', 'ä', 'a/b', 'a'.repeat(101)])('%j is no slug', (text) => {
  expect(isSlug(text)).toBe(false)
})

forEachEngine((engine) => {
  test('gives each of many products of one name a slug of its own', () =>
    withWorld(engine, async (world) => {
      await openShop(world)
      const made = await Promise.all(
        Array.from({ length: 8 }, () => world.catalog.products.create(SYSTEM, { groupId: 1, name: 'Plus' })),
      )
      expect(made.map(({ slug }) => slug).toSorted()).toEqual(
        ['plus', 2, 3, 4, 5, 6, 7, 8].map((number, index) => (index === 0 ? 'plus' : `plus-${number}`)),
      )
    }))
})

/** Client 1, and product 1 in group 1. */
async function openShop({ clients, catalog }: World): Promise<void> {
  await clients.create(SYSTEM, ada)
  await catalog.productGroups.create(SYSTEM, { name: 'Hosting' })
  await catalog.products.create(SYSTEM, { groupId: 1, name: 'Starter' })
}
