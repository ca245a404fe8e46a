import { expect, test, vi } from 'vitest'

vi.stubGlobal('localStorage', { getItem: () => 'en' })
vi.stubGlobal('navigator', { language: 'en' })
const { axisTimes, clockOf, moment, momentOfMachine, showInZone } = await import('./format.ts')

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
