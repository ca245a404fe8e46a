import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { NOW, withWorld } from '../../../test/support/world.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { NewProduct } from '../../catalog/store.ts'

const everyProductField: NewProduct = {
  id: 12,
  groupId: 1,
  type: 'server',
  name: 'Größe “XL”',
  slug: 'groesse-xl',
  description: '<b>bold</b>\nsecond line',
  shortDescription: 'short',
  tagline: 'tag',
  colour: '#AABBCC',
  module: 'DemoPanel',
  moduleSettings: ['gold', '', 'on'],
  serverGroupId: null,
  payType: 'recurring',
  autoSetup: 'paid',
  hidden: true,
  showDomainOptions: true,
  tax: true,
  featured: true,
  stockControl: true,
  stock: -3,
  allowQuantity: true,
  position: 7,
  options: {
    welcomeEmailId: 4,
    proRata: true,
    proRataDay: 15,
    proRataNextMonthFrom: 20,
    freeSubdomain: '.example.com',
    recommendations: [{ productId: 1, position: 0 }],
    onDemandRenewals: { enabled: true, days: { monthly: 7 } },
  },
}

forEachEngine((engine) => {
  test('gives back every field of a product as it was stored, and writes what a change names', () =>
    withWorld(engine, async ({ catalog, read, transaction }) => {
      await catalog.productGroups.create(SYSTEM, { name: 'Hosting', position: 3 })
      expect(await transaction((tx) => tx.catalog.products.insert(everyProductField, NOW))).toBe(12)
      const stored = { ...everyProductField, id: 12, createdAt: NOW, updatedAt: NOW }
      expect(await read.catalog.products.get(12)).toEqual(stored)
      expect(await transaction((tx) => tx.catalog.products.lock(12))).toEqual(stored)
      expect(await read.catalog.products.list({ module: 'demopanel' })).toEqual([
        { ...stored, groupName: 'Hosting', groupSlug: 'hosting', groupPosition: 3 },
      ])
      expect(await read.catalog.products.get(13)).toBeUndefined()
      await transaction((tx) =>
        tx.catalog.products.update(12, { hidden: false, module: 'Other', moduleSettings: [] }, NOW + 1),
      )
      expect(await read.catalog.products.get(12)).toEqual({
        ...{ ...stored, hidden: false, module: 'Other', moduleSettings: [], updatedAt: NOW + 1 },
      })
      expect(await read.catalog.products.list({ module: 'demopanel' })).toEqual([])
    }))
})
