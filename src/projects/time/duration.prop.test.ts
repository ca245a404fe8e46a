import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LONGEST_SECONDS, parseDuration } from './duration.ts'

const seconds = fc.integer({ min: 0, max: LONGEST_SECONDS })

test('what is written is read back as the same, in words, by the clock and as a number', () => {
  fc.assert(
    fc.property(seconds, (duration) => {
      const [hours, minutes, rest] = [Math.floor(duration / 3600), Math.floor(duration / 60) % 60, duration % 60]
      const two = (number: number) => String(number).padStart(2, '0')
      expect(parseDuration(`${hours} hours, ${minutes} minutes, ${rest} seconds`)).toBe(duration)
      expect(parseDuration(`${hours}:${two(minutes)}:${two(rest)}`)).toBe(duration)
      expect(parseDuration(String(duration))).toBe(duration)
    }),
  )
})

test('whatever is given, a duration is whole seconds of at most a year, or nothing', () => {
  const token = fc.constantFrom('1', '30', '.5', ':', 'h', 'm', 'hours', 'sec', ',', ' ', 'and ', '-', 'x', '９')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(token, { maxLength: 12 }).map((tokens) => tokens.join('')),
      ),
      (text) => {
        const read = parseDuration(text)
        if (read !== undefined) expect(Number.isInteger(read) && read >= 0 && read <= LONGEST_SECONDS).toBe(true)
      },
    ),
  )
})

describe('a duration', () => {
  test.each([
    ['2 hours, 5 minutes, 10 seconds', 7510],
    ['1:30', 5400],
    ['1:30:15', 5415],
    ['1h30m', 5400],
    ['1H 30M', 5400],
    ['90m', 5400],
    ['1.5 hours', 5400],
    ['2 hours and 5 minutes', 7500],
    ['1 day', 86_400],
    ['90', 90],
    [' 0 ', 0],
  ])('%j is read', (text, expected) => {
    expect(parseDuration(text)).toBe(expected)
  })

  test.each([
    '',
    'h',
    '1:60',
    '1:2:3:4',
    '-5',
    '1m 2h',
    '1h 2h',
    '1 fortnight',
    '400 days',
    `${'1h  '.repeat(24)}!`,
    '9'.repeat(101),
  ])('%j is not', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })
})
