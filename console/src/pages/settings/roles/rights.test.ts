import { expect, test } from 'vitest'
import { expandPermissions, PERMISSIONS } from '../../../../../src/access/permissions.ts'
import { access } from '../../../texts/en/access.ts'
import { markOf, patternOf, RIGHTS, rightsOf, withRight } from './rights.ts'

test('every right of the server has its place and its words', () => {
  expect([...RIGHTS].sort()).toEqual(Object.keys(PERMISSIONS).sort())
  expect(Object.keys(access.rights.of).sort()).toEqual(Object.keys(PERMISSIONS).sort())
})

const ROLES = [
  ['*'],
  ['*', '!services.passwords'],
  ['services.*', 'clients.read'],
  ['services.*', '!services.*', 'orders.read'],
  ['orders.read', '!orders.read'],
  [],
]

test.each(ROLES.map((patterns) => [patterns]))('what %j gives is what the server says', (patterns) => {
  expect(new Set(rightsOf(patterns))).toEqual(expandPermissions(patterns))
})

test.each(ROLES.map((patterns) => [patterns]))(
  'of %j one right is given or taken, and no other changes',
  (patterns) => {
    for (const right of RIGHTS) {
      const others = rightsOf(patterns).filter((other) => other !== right)
      expect(rightsOf(withRight(patterns, right, false))).toEqual(others)
      expect(new Set(rightsOf(withRight(patterns, right, true)))).toEqual(new Set([...others, right]))
    }
  },
)

test('a pattern stays one, and what is taken from it is named', () => {
  expect(withRight(['*'], 'services.passwords', false)).toEqual(['*', '!services.passwords'])
  expect(withRight(['*', '!services.passwords'], 'services.passwords', true)).toEqual(['*'])
  expect(markOf(['*', '!services.passwords'], 'services.passwords')).toBe('taken')
  expect(patternOf(['!services.passwords', '*'])).toBe('* !services.passwords')
  expect(patternOf(['orders.read'])).toBeUndefined()
})
