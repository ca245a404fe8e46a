import { describe, expect, test } from 'vitest'
import { hireBob, NOW, openAccess } from '../../../test/support/access.ts'
import { SYSTEM } from '../actor.ts'

async function setup() {
  const world = await openAccess()
  return { ...world, ...(await hireBob(world)) }
}

describe('roles', () => {
  test('are listed by name, with their patterns sorted and once each', async () => {
    const { access } = await openAccess()
    await access.roles.create(SYSTEM, { name: 'Zebra', permissions: ['services.*', 'api.access', 'services.*'] })
    await access.roles.create(SYSTEM, { name: 'Ant', permissions: ['*'] })
    expect(await access.roles.list(SYSTEM)).toEqual([
      { id: 2, name: 'Ant', permissions: ['*'], requiresSecondFactor: false, createdAt: NOW, version: 1 },
      {
        id: 1,
        name: 'Zebra',
        permissions: ['api.access', 'services.*'],
        requiresSecondFactor: false,
        createdAt: NOW,
        version: 1,
      },
    ])
  })

  test('move their version with each change, and with none that changes nothing', async () => {
    const { access } = await openAccess()
    const { id } = await access.roles.create(SYSTEM, { name: 'Ant', permissions: ['*'] })
    expect(await access.roles.update(SYSTEM, id, { permissions: ['*'] })).toMatchObject({ version: 1 })
    const changed = await access.roles.update(SYSTEM, id, { requiresSecondFactor: true })
    expect(changed).toMatchObject({ version: 2 })
    expect(await access.roles.get(SYSTEM, id)).toEqual(changed)
  })

  test.each([
    ['a misspelt right', { name: 'World', permissions: ['services.raed'] }],
    ['no right at all', { name: 'World', permissions: [] }],
    ['no name', { name: ' ', permissions: ['*'] }],
    ['a line break in the name', { name: 'De\nsk', permissions: ['*'] }],
    ['a name that is taken', { name: 'Support', permissions: ['*'] }],
  ])('with %s are refused', async (_, role) => {
    const { access } = await setup()
    await expect(access.roles.create(SYSTEM, role)).rejects.toMatchObject({ code: 'invalid' })
  })
})
