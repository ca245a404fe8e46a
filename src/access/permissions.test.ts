import { expect, it } from 'vitest'
import { expandPermissions, isPermissionPattern, PERMISSIONS } from './permissions.ts'

it.each([
  [['services.read'], ['services.read']],
  [['orders.*'], ['orders.read', 'orders.write']],
  [['*'], Object.keys(PERMISSIONS)],
  [['order.*', 'services', 'services.', '.*', 'servic*', 'SERVICES.READ', ''], []],
])('%j allows %j', (patterns, permissions) => {
  expect([...expandPermissions(patterns)]).toEqual(permissions)
})

it.each(['*', 'services.*', 'services.read'])('%s names a right', (pattern) => {
  expect(isPermissionPattern(pattern)).toBe(true)
})

it.each(['', 'services', 'service.*', '*.*', 'services.raed'])('%j names none', (pattern) => {
  expect(isPermissionPattern(pattern)).toBe(false)
})
