import { ProvisorError } from '@provisor/client'
import { expect, test, vi } from 'vitest'

vi.stubGlobal('localStorage', { getItem: () => 'en' })
const { wordsOf } = await import('./sign-in-words.ts')

const refused = (code: string, facts: Record<string, unknown>) =>
  wordsOf(new ProvisorError({ status: 401, code: code as 'sign_in_refused', detail: 'In other words.', facts }))

test('who is refused is told what is left to try, and when they may try again', () => {
  expect(refused('sign_in_refused', { triesLeft: 2 })).toBe(
    'User name or password is not right. 2 tries left before a pause.',
  )
  expect(refused('second_factor_wrong', { triesLeft: 1 })).toBe('That code is not right. 1 try left before a pause.')
  expect(refused('sign_in_refused', {})).toBe('User name or password is not right.')
  expect(refused('address_banned', { until: '2026-11-30T03:22:00Z' })).toMatch(
    /^Too much was wrong from here\. Try again at /,
  )
  expect(refused('address_banned', {})).toBe('In other words.')
})
