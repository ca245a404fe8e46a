import { expect, test } from 'vitest'
import { type AccessWorld, withAccess } from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'

forEachEngine((engine) => {
  const opened = (work: (world: AccessWorld) => Promise<void>) => withAccess(engine, work)

  test('counts wrong guesses and those under way, of a block on a face and of who was named', () =>
    opened(async ({ read, transaction }) => {
      const place = { face: 'whmcs', block: '192.0.2.1', identity: 'bob' } as const
      const row = { ...place, known: false, until: null }
      await transaction(async ({ access: { attempts } }) => {
        await attempts.lock(place)
        for (const at of [1, 2, 3]) await attempts.insert({ ...row, at })
        await attempts.insert({ ...row, identity: 'eve', at: 4 })
        await attempts.insert({ ...row, face: 'native', at: 3 })
        await attempts.insert({ ...row, block: '192.0.2.2', at: 3 })
        const looked = await attempts.insert({ ...row, at: 5, until: 10 })
        await attempts.insert({ ...row, known: true, at: 5, until: 10 })
        await attempts.insert({ ...row, at: 5, until: 6 })
        const gone = await attempts.insert({ ...row, at: 5, until: 10 })
        await attempts.delete(gone)
        expect(await attempts.fail(gone, 6)).toBe(false)
        const counts = { failed: 3, clearAt: 4, underway: 1, ownFailed: 2, ownUnderway: 1 }
        expect(await attempts.count(place, { since: 1, now: 6 })).toEqual(counts)
        expect(await attempts.fail(looked, 7)).toBe(true)
        const later = { failed: 4, clearAt: 7, underway: 0, ownFailed: 3, ownUnderway: 1 }
        expect(await attempts.count(place, { since: 1, now: 6 })).toEqual(later)
      })
      const { attempts } = read.access
      const failed = async () => (await attempts.count(place, { since: 0, now: 6 })).failed
      expect(await attempts.guessed('bob', 2)).toBe(4)
      await transaction((tx) => tx.access.attempts.forgive(place))
      expect([await failed(), await attempts.guessed('bob', 0), await attempts.guessed('eve', 0)]).toEqual([1, 2, 1])
      await transaction((tx) => tx.access.attempts.spend(place))
      const eve = await attempts.count({ ...place, identity: 'eve' }, { since: 0, now: 6 })
      expect([eve.failed, eve.ownFailed, await attempts.guessed('eve', 0)]).toEqual([0, 1, 1])
      expect(await attempts.count({ ...place, identity: '' }, { since: 9, now: 6 })).toMatchObject({ clearAt: null })
    }))

  test('removes old guesses and callers, and the oldest of too many', () =>
    opened(async ({ read, transaction }) => {
      const place = { face: 'whmcs', block: '192.0.2.1', identity: 'bob' } as const
      await transaction(async ({ access: { attempts, callers } }) => {
        for (const at of [1, 2, 3, 4, 5]) {
          await attempts.insert({ ...place, known: false, at, until: null })
          await callers.note(`192.0.2.${at}`, 'bob', at, 0)
        }
        expect(await attempts.prune(2, 1)).toBe(1)
        expect(await attempts.prune(2, 10)).toBe(1)
        expect(await attempts.pruneBeyond(2, 10)).toBe(1)
        expect(await callers.prune(2, 10)).toBe(2)
        expect(await callers.pruneBeyond(2, 10)).toBe(1)
      })
      expect(await read.access.attempts.guessed('bob', 0)).toBe(2)
      const known = await Promise.all([1, 2, 3, 4, 5].map((last) => read.access.callers.has(`192.0.2.${last}`, 'bob')))
      expect(known).toEqual([false, false, false, true, true])
    }))

  test('notes a known caller once in a while', () =>
    opened(async ({ read, transaction }) => {
      const { callers } = read.access
      expect(await callers.has('192.0.2.1', 'bob')).toBe(false)
      await transaction(async ({ access: { callers } }) => {
        await callers.note('192.0.2.1', 'bob', 10, 0)
        await callers.note('192.0.2.1', 'bob', 20, 9)
        expect(await callers.prune(9, 10)).toBe(0)
        await callers.note('192.0.2.1', 'bob', 20, 10)
        expect(await callers.prune(19, 10)).toBe(0)
      })
      expect([await callers.has('192.0.2.1', 'bob'), await callers.has('192.0.2.2', 'bob')]).toEqual([true, false])
      await transaction((tx) => tx.access.callers.note('192.0.2.1', 'eve', 30, 0))
      expect(await callers.ofBlock('192.0.2.1')).toEqual(['eve', 'bob'])
    }))
})
