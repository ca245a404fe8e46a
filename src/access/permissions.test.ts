import { expect, test } from 'vitest'
import { expandPermissions, isPermissionPattern, PERMISSIONS } from './permissions.ts'

test.each([
  [['services.read'], ['services.read']],
  [['orders.*'], ['orders.read', 'orders.write']],
  [['*'], Object.keys(PERMISSIONS)],
  [['order.*', 'services', 'services.', '.*', 'servic*', 'SERVICES.READ', ''], []],
])('%j allows %j', (patterns, permissions) => {
  expect([...expandPermissions(patterns)]).toEqual(permissions)
})

test.each(['*', 'services.*', 'services.read'])('%s names a right', (pattern) => {
  expect(isPermissionPattern(pattern)).toBe(true)
})

test.each(['', 'services', 'service.*', '*.*', 'services.raed'])('%j names none', (pattern) => {
  expect(isPermissionPattern(pattern)).toBe(false)
})
