import { expect, test, vi } from 'vitest'

vi.stubGlobal('localStorage', { getItem: () => 'en' })
vi.stubGlobal('navigator', { language: 'en' })
const { axisTimes, clockOf, moment, momentOfMachine, showInZone, startOfDay } = await import('./format.ts')

const NOW = new Date('2026-11-30T23:30:00Z')

test('moments are those of the zone of the server, and so are days and years', () => {
  showInZone('Europe/Berlin')
  expect(moment('2026-11-30T23:05:00Z', NOW)).toBe('00:05')
  expect(moment('2026-11-30T22:59:00Z', NOW)).toBe('30 Nov 23:59')
  expect(moment('2025-11-30T12:00:00Z', NOW)).toBe('30 Nov 2025')
  expect(momentOfMachine('2026-11-30T22:05:09.120Z')).toBe('23:05:09.120')
  expect(clockOf(NOW)).toEqual({ time: '00:30:00', day: 'Tue 1 Dec' })
  expect(axisTimes([Date.parse('2026-11-30T23:00:00Z'), Date.parse('2026-11-30T23:30:00Z')])).toEqual([
    '1 Dec',
    '00:30',
  ])
  showInZone('UTC')
  expect(moment('2026-11-30T22:59:00Z', NOW)).toBe('22:59')
})

test('a day begins at midnight of the server, also where its clock went forward or back since', () => {
  showInZone('Europe/Berlin')
  const begun = (now: string) => new Date(startOfDay(Date.parse(now))).toISOString()
  expect(begun('2026-11-30T23:30:00.500Z')).toBe('2026-11-30T23:00:00.000Z')
  expect(begun('2026-03-29T12:00:00Z')).toBe('2026-03-28T23:00:00.000Z')
  expect(begun('2026-10-25T12:00:00Z')).toBe('2026-10-24T22:00:00.000Z')
  expect(begun('2026-10-24T22:00:00Z')).toBe('2026-10-24T22:00:00.000Z')
  showInZone('UTC')
  expect(begun('2026-11-30T23:30:00Z')).toBe('2026-11-30T00:00:00.000Z')
})
