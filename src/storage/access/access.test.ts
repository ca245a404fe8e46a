import { expect, test } from 'vitest'
import { type AccessWorld, withAccess } from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'

forEachEngine((engine) => {
  const opened = (work: (world: AccessWorld) => Promise<void>) => withAccess(engine, work)

  test('counts missing actions', () =>
    opened(async ({ read, transaction }) => {
      await transaction(async ({ access: { missing } }) => {
        expect(await missing.again('whmcs', 7, 'gettickets', 1)).toBe(false)
        await missing.add('whmcs', 7, 'gettickets', 1)
        await missing.add('whmcs', 7, 'gettickets', 2)
        expect(await missing.again('whmcs', 7, 'gettickets', 3)).toBe(true)
        await missing.add('native', 7, 'gettickets', 4)
        await missing.add('whmcs', 7, 'getquotes', 5)
        expect(await missing.distinct('whmcs', 7)).toBe(2)
      })
      expect(await read.access.missing.list()).toEqual([
        { face: 'whmcs', credentialId: 7, action: 'gettickets', calls: 3, lastAt: 3 },
        { face: 'native', credentialId: 7, action: 'gettickets', calls: 1, lastAt: 4 },
        { face: 'whmcs', credentialId: 7, action: 'getquotes', calls: 1, lastAt: 5 },
      ])
    }))
})
