import { expect, test } from 'vitest'
import { differingOf, mergedOf } from './conflict.ts'

const role = (permissions: string[], version = 1, requiresSecondFactor = false) =>
  ({ id: 7, name: 'Support', permissions, requiresSecondFactor, createdAt: '', version }) as const
const base = role(['clients.read', 'orders.read'])
const draft = { base, permissions: ['clients.read', 'orders.read', 'services.read'], requiresSecondFactor: true }
const theirs = role(['clients.read', 'support.read'], 2)

test('what the two leave differently is told with who changed it', () => {
  expect(differingOf({ draft, theirs })).toEqual([
    { key: 'services.read', theirs: false, isMine: true },
    { key: 'orders.read', theirs: false, isMine: false },
    { key: 'support.read', theirs: true, isMine: false },
    { key: 'factor', theirs: false, isMine: true },
  ])
})

test('field by field mine or theirs holds, on what they saved', () => {
  expect(mergedOf({ draft, theirs }, new Set(['services.read', 'orders.read']))).toEqual({
    base: theirs,
    permissions: ['clients.read', 'support.read', 'services.read', 'orders.read'],
    requiresSecondFactor: false,
  })
  expect(mergedOf({ draft, theirs }, new Set(['factor']))).toMatchObject({
    permissions: theirs.permissions,
    requiresSecondFactor: true,
  })
})
