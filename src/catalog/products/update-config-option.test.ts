import { beforeEach, expect, test } from 'vitest'
import { happenings, openWorldWithCatalog, price, type World } from '../../../test/support/world.ts'
import { SYSTEM } from '../../access/actor.ts'

let world: World

beforeEach(async () => {
  world = await openWorldWithCatalog()
})

const lastChanges = async () => (await happenings(world)).at(-1)!.changes

test('a configurable option keeps the numbers of its choices, because services hold them', async () => {
  const { catalog } = world
  await catalog.configOptions.update(SYSTEM, 1, {
    choices: [{ name: '40 GB' }, { name: '20 GB', hidden: true }, { name: '10 GB', prices: [price(150)] }],
    productIds: [2],
  })
  expect((await catalog.products.get(SYSTEM, 1)).configOptions).toEqual([])
  const [option] = (await catalog.products.get(SYSTEM, 2)).configOptions
  expect(option!.choices).toMatchObject([
    { id: 3, name: '40 GB', hidden: false, prices: [] },
    { id: 2, name: '20 GB', hidden: true, prices: [] },
    { id: 1, name: '10 GB', hidden: false, prices: [price(150)] },
  ])
  expect(await lastChanges()).toMatchObject({ productIds: [[1], [2]] })
  await expect(catalog.configOptions.update(SYSTEM, 1, { choices: [{ name: '10 GB' }] })).rejects.toThrow(
    'expected all that there are',
  )
})
