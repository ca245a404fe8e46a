import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backupName, takenAt } from './names.ts'

const INSTANTS = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })

test('a name tells when a backup was begun, and names sort as their instants', () => {
  fc.assert(
    fc.property(INSTANTS, (at) => {
      expect(takenAt(backupName(at))).toEqual(at)
    }),
  )
  fc.assert(
    fc.property(INSTANTS, INSTANTS, (a, b) => {
      expect(backupName(a) < backupName(b)).toBe(a.getTime() < b.getTime())
    }),
  )
})

test.each(['provisor.tar.gz', 'provisor-20261332T023000000Z.tar.gz', 'x-20261130T023000000Z.tar.gz', '../etc'])(
  '%s is no backup',
  (name) => expect(takenAt(name)).toBeUndefined(),
)
