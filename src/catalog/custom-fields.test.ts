import { beforeEach, expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { ada, openWorldWithCatalog, type World, withWorld } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'
import { isSealed, openKept } from '../base/secrets/sealed.ts'

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

forEachEngine((engine) => {
  test('what was filled in is sealed when the field becomes a password', () =>
    withWorld(engine, async ({ catalog, clients, secrets }) => {
      const { id } = await catalog.customFields.create(SYSTEM, { owner: 'client', name: 'PIN', kind: 'text' })
      const { client } = await clients.create(SYSTEM, { ...ada, customFields: { [id]: '12"34' } })
      const other = await clients.create(SYSTEM, { ...ada, email: 'bob@example.com' })
      await catalog.customFields.update(SYSTEM, id, { kind: 'password' })
      const kept = (await clients.get(SYSTEM, client.id)).customFields[id]!
      expect(isSealed(kept) && openKept(secrets, kept)).toBe('12"34')
      expect((await clients.get(SYSTEM, other.client.id)).customFields).toEqual({})

      await catalog.customFields.update(SYSTEM, id, { kind: 'text' })
      expect((await clients.get(SYSTEM, client.id)).customFields[id]).toEqual(kept)
    }))
})

forEachEngine((engine) => {
  test('a custom field is deleted with all that was filled in', () =>
    withWorld(engine, async ({ catalog, clients }) => {
      const pin = await catalog.customFields.create(SYSTEM, { owner: 'client', name: 'PIN', kind: 'password' })
      const colour = await catalog.customFields.create(SYSTEM, { owner: 'client', name: 'Colour', kind: 'text' })
      const filledIn = { [pin.id]: 'hunter2', [colour.id]: 'red' }
      const { client } = await clients.create(SYSTEM, { ...ada, customFields: filledIn })
      await catalog.customFields.delete(SYSTEM, pin.id)
      expect((await clients.get(SYSTEM, client.id)).customFields).toEqual({ [colour.id]: 'red' })
      await expect(catalog.customFields.get(SYSTEM, pin.id)).rejects.toMatchObject({ code: 'not_found' })
      expect(await catalog.customFields.get(SYSTEM, colour.id)).toEqual(colour)
    }))
})
