import { expect, it } from 'vitest'
import { expandPermissions, isPermissionPattern, PERMISSIONS } from './permissions.ts'
import { permissionsOf } from './role.ts'

const all = Object.keys(PERMISSIONS).length

it.each([
  [['services.read'], ['services.read']],
  [['activity.*'], ['activity.read', 'activity.write']],
  [
    ['services.*', '!services.passwords'],
    ['services.read', 'services.write'],
  ],
  [['!services.passwords', 'services.passwords'], []],
  [['!services.*'], []],
])('the patterns %j give %j', (patterns, permissions) => {
  expect([...expandPermissions(patterns)]).toEqual(permissions)
})

it('everything but one right is one right less than everything', () => {
  expect(expandPermissions(['*']).size).toBe(all)
  expect(expandPermissions(['*', '!services.passwords']).size).toBe(all - 1)
})

it('what one role takes away another may give', () => {
  const role = { id: 1, name: '', createdAt: 0 }
  const restricted = { ...role, permissions: ['services.*', '!services.passwords'] }
  const readers = { ...role, permissions: ['services.passwords'] }
  expect(permissionsOf([restricted]).has('services.passwords')).toBe(false)
  expect(permissionsOf([restricted, readers]).has('services.passwords')).toBe(true)
})

it.each([
  ['services.read', true],
  ['services.*', true],
  ['*', true],
  ['!services.passwords', true],
  ['service.read', false],
  ['services', false],
  ['!', false],
  ['', false],
])('%j is a pattern: %j', (pattern, expected) => {
  expect(isPermissionPattern(pattern)).toBe(expected)
})
