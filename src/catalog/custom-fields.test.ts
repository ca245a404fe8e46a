import { beforeEach, expect, test } from 'vitest'
import { type Desk, openDeskWithCatalog } from '../../test/support/desk.ts'
import { SYSTEM } from '../access/actor.ts'

let desk: Desk

beforeEach(async () => {
  desk = await openDeskWithCatalog()
})

test('a custom field changes what it asks, but not of whom', async () => {
  const { catalog } = desk
  await catalog.customFields.update(SYSTEM, 1, { choices: ['Web', 'Friend'], required: true })
  expect(await catalog.customFields.list(SYSTEM, 'client')).toMatchObject([
    { name: 'Found us', choices: ['Web', 'Friend'], required: true },
  ])
  await expect(catalog.customFields.update(SYSTEM, 1, { choices: [] })).rejects.toMatchObject({ code: 'invalid' })
})
