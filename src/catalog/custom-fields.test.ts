import { beforeEach, expect, test } from 'vitest'
import { openWorldWithCatalog, type World } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'

let world: World

beforeEach(async () => {
  world = await openWorldWithCatalog()
})

test('a custom field changes what it asks, but not of whom', async () => {
  const { catalog } = world
  await catalog.customFields.update(SYSTEM, 1, { choices: ['Web', 'Friend'], required: true })
  expect(await catalog.customFields.list(SYSTEM, 'client')).toMatchObject([
    { name: 'Found us', choices: ['Web', 'Friend'], required: true },
  ])
  await expect(catalog.customFields.update(SYSTEM, 1, { choices: [] })).rejects.toMatchObject({ code: 'invalid' })
})
