import { describe, expect, test } from 'vitest'
import { type AccessWorld, actorWith, NOW, openAccess, withAccess } from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { SYSTEM } from '../actor.ts'

test('counts what was asked for by credential, without regard to case, most called first', async () => {
  const { access, clock } = await openAccess()
  await access.missingActions.count('whmcs', 7, 'GetTickets')
  clock.advance(5)
  await access.missingActions.count('whmcs', 7, ' gettickets')
  await access.missingActions.count('whmcs', 0, 'GetTickets')
  expect(await access.missingActions.list(SYSTEM)).toEqual([
    { face: 'whmcs', credentialId: 7, action: 'gettickets', calls: 2, lastAt: NOW + 5 },
    { face: 'whmcs', credentialId: 0, action: 'gettickets', calls: 1, lastAt: NOW + 5 },
  ])
})

test('keeps a hundred names for each credential and counts the rest together', async () => {
  const { access } = await openAccess()
  for (let i = 0; i < 103; i++) await access.missingActions.count('whmcs', 7, `Action${i}`)
  await access.missingActions.count('whmcs', 7, 'Action5')
  await access.missingActions.count('whmcs', 8, 'Action101')
  const rows = await access.missingActions.list(SYSTEM)
  expect(rows.slice(0, 2).map(({ action, calls }) => [action, calls])).toEqual([
    ['(other)', 3],
    ['action5', 2],
  ])
  expect(rows.filter(({ credentialId }) => credentialId === 7)).toHaveLength(101)
  expect(rows.filter(({ credentialId }) => credentialId === 8)).toMatchObject([{ action: 'action101' }])
})

test.each(['x'.repeat(65), '', '\0\n'])('counts the name %j as another one', async (name) => {
  const { access } = await openAccess()
  await access.missingActions.count('whmcs', 7, name)
  expect(await access.missingActions.list(SYSTEM)).toMatchObject([{ action: '(other)', calls: 1 }])
})

test('is shown to who may look at the system', async () => {
  const { access } = await openAccess()
  await expect(access.missingActions.list(actorWith('access.read'))).rejects.toMatchObject({
    code: 'permission_refused',
  })
  expect(await access.missingActions.list(actorWith('system.read'))).toEqual([])
})

forEachEngine((engine) => {
  const opened = (work: (world: AccessWorld) => Promise<void>) => withAccess(engine, work)

  describe('with many at once', () => {
    test('counts a missing action for every call', () =>
      opened(async (world) => {
        await Promise.all(Array.from({ length: 20 }, () => world.access.missingActions.count('whmcs', 7, 'GetTickets')))
        expect(await world.access.missingActions.list(SYSTEM)).toMatchObject([{ calls: 20 }])
      }))
  })
})
