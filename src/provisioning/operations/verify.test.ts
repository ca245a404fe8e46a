import { expect, test } from 'vitest'
import type { CalendarDate } from '../../base/calendar.ts'
import type { AccountState } from '../panel/backend.ts'
import { verifyByDomain, verifyByState } from './verify.ts'

const looked = (state: AccountState['state'], ...differs: string[]): AccountState => ({
  state,
  username: 'w1',
  domain: 'example.com',
  package: 'gold',
  suspensionReason: '',
  differs,
})

test.each([
  ['create', looked('absent'), 'not-done'],
  ['create', looked('active'), 'done'],
  ['create', looked('suspended'), 'done'],
  ['create', looked('active', 'domain'), 'conflict'],
  ['create', looked('pending'), 'pending'],
  ['suspend', looked('active'), 'not-done'],
  ['suspend', looked('suspended'), 'done'],
  ['suspend', looked('terminated'), 'gone'],
  ['unsuspend', looked('active'), 'done'],
  ['unsuspend', looked('suspended'), 'not-done'],
  ['unsuspend', looked('absent'), 'gone'],
  ['terminate', looked('absent'), 'done'],
  ['terminate', looked('terminated'), 'done'],
  ['terminate', looked('suspended'), 'not-done'],
  ['changePackage', looked('active', 'package'), 'not-done'],
  ['changePackage', looked('active', 'owner'), 'done'],
  ['changePackage', looked('absent'), 'gone'],
  ['changePassword', looked('active'), 'not-done'],
  ['custom', looked('active'), 'undecidable'],
  ['renew', looked('active'), 'undecidable'],
] as const)('%s of which the answer was lost, and the panel says %j: %s', (verb, state, verdict) => {
  expect(verifyByState(verb, state)).toBe(verdict)
})

const [before, after] = ['2026-03-01', '2027-03-01'] as CalendarDate[]

test.each([
  ['registerDomain', 'absent', null, null, 'not-done'],
  ['registerDomain', 'active', after, null, 'done'],
  ['transferDomain', 'pending', null, null, 'pending'],
  ['renewDomain', 'active', before, after, 'not-done'],
  ['renewDomain', 'active', after, after, 'done'],
  ['renewDomain', 'active', null, after, 'undecidable'],
  ['renewDomain', 'active', after, null, 'undecidable'],
  ['renewDomain', 'absent', null, after, 'gone'],
] as const)('%s, and the registrar says %s until %s, wanted until %s: %s', (verb, state, expires, until, verdict) => {
  const day = (value: string | null | undefined) => (value ?? null) as CalendarDate | null
  expect(verifyByDomain(verb, { state, expiresOn: day(expires), differs: [] }, day(until))).toBe(verdict)
})

test('a name that somebody else holds is a conflict', () => {
  expect(verifyByDomain('registerDomain', { state: 'active', expiresOn: null, differs: ['marker'] }, null)).toBe(
    'conflict',
  )
})
