import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { withWorld } from '../../../test/support/world.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { NewAddonDefinition } from '../../catalog/store.ts'

forEachEngine((engine) => {
  test('gives back groups, add-ons and options as they were stored, in their order', () =>
    withWorld(engine, async ({ catalog, read, transaction }) => {
      const group = { name: 'Größe', slug: 'g', headline: 'h', hidden: true, position: 2 }
      const id = await transaction((tx) => tx.catalog.productGroups.insert(group))
      const other = await catalog.productGroups.create(SYSTEM, { name: 'First', position: 1 })
      expect(await read.catalog.productGroups.get(id)).toEqual({ ...group, id })
      expect(await read.catalog.productGroups.list()).toEqual([other, { ...group, id }])

      const addon: NewAddonDefinition = {
        ...{ id: 3, name: 'Backup', description: 'd', payType: 'onetime', tax: true, module: 'm' },
        ...{ moduleSettings: ['x'], serverGroupId: null, autoSetup: 'ordered', suspendParent: true },
        ...{ allowQuantity: true, hidden: true, productIds: [12, 13], position: 4 },
      }
      expect(await transaction((tx) => tx.catalog.addons.insert(addon))).toBe(3)
      expect(await read.catalog.addons.get(3)).toEqual(addon)
      expect(await read.catalog.addons.list([3, 9])).toEqual([addon])

      await catalog.products.create(SYSTEM, { id: 12, groupId: id, name: 'Built' })
      const disk = await catalog.configOptions.create(SYSTEM, {
        ...{ name: 'Disk', kind: 'quantity', minQuantity: 1, maxQuantity: 9, hidden: true, position: 5 },
        choices: [
          { name: 'second', position: 2 },
          { id: 30, name: 'first', position: 1, hidden: true },
        ],
        productIds: [12, 12],
      })
      const memory = await catalog.configOptions.create(SYSTEM, {
        ...{ name: 'Memory', kind: 'radio', choices: [{ name: '1' }], productIds: [12], position: 4 },
      })
      expect(disk).toMatchObject({ minQuantity: 1, maxQuantity: 9, hidden: true })
      expect(disk.choices.map(({ id, name, hidden }) => [id, name, hidden])).toEqual([
        [30, 'first', true],
        [1, 'second', false],
      ])
      expect(await read.catalog.configOptions.list([disk.id, memory.id])).toEqual([memory, disk])
      expect(await read.catalog.configOptions.links([12, 99])).toEqual([
        { productId: 12, optionId: memory.id },
        { productId: 12, optionId: disk.id },
      ])
    }))
})
