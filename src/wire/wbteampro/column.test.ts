import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Invalid } from '../../base/refusal.ts'
import { makeWallClock } from '../../base/wall-clock.ts'
import { settingsWith } from '../../projects/setting.ts'
import { columnsOf, dateFrom, idFrom, instantFrom, wholeFrom } from './column.ts'

const wallClock = makeWallClock('Europe/Berlin')
const place = { wallClock, settings: settingsWith(new Map()) }

describe('what is unset', () => {
  test.each(['', ' ', '0', '0000-00-00', '0000-00-00 00:00:00'])('%j is no date and no time', (text) => {
    expect(dateFrom(text, 'date_start')).toBeNull()
    expect(instantFrom(text, 'timelog_start', wallClock)).toBeNull()
  })
  test.each(['', '0', '000', ' 0 '])('%j is no record', (text) => expect(idFrom(text, 'client_userid')).toBeNull())
})

test.each([
  ['2026-02-03', '2026-02-03'],
  ['2026-02-03 10:11:12', '2026-02-03'],
  ['2026-02-03T10:11', '2026-02-03'],
  [' 2026-02-03 ', '2026-02-03'],
])('of %j the day counts', (text, day) => expect(dateFrom(text, 'date_start')).toBe(day))

test.each(['2026-02-30', '03.02.2026', '2026-2-3', 'today', '2026-02-03 later', '2026-02-03x'])(
  '%j is no date',
  (text) => expect(() => dateFrom(text, 'date_start')).toThrow(Invalid),
)

test.each(['-1', '1.5', 'abc', '1e3', '0x10', '1'.repeat(16), '1 2'])('%j is no record and no number', (text) => {
  expect(() => idFrom(text, 'client_userid')).toThrow(Invalid)
  expect(() => wholeFrom(text, 'action_duration', 0, 10)).toThrow(Invalid)
})

type Row = {
  id: number | null
  part: number
  word: 'hidden' | 'view'
  flag: boolean
  rate: string
  at: number | null
}
const { id, assignee, number, word, flag, rate, datetime } = columnsOf<Row>()

test.each([
  [word('word', ['hidden', 'view'], '', { shown: { view: 'visible' } }), 'VISIBLE', 'view'],
  [word('word', ['hidden', 'view'], '', { shown: { view: 'visible' } }), 'view', 'view'],
  [flag('flag', ''), 'Yes', true],
  [flag('flag', ''), '', false],
  [assignee('id', ''), '-1', -1],
  [assignee('id', ''), '7', 7],
  [number('part', 'pct', ''), '100', 100],
  [rate('rate', ''), ' +10% ', '+10%'],
])('reads %o', (column, text, value) => expect(column.parse(text, 'x', place)).toBe(value))

test.each([
  [word('word', ['hidden', 'view'], ''), 'visible'],
  [flag('flag', ''), 'maybe'],
  [id('id', ''), '-1'],
  [assignee('id', ''), '-2'],
  [number('part', 'pct', ''), '101'],
])('refuses %o', (column, text) => expect(() => column.parse(text, 'x', place)).toThrow(Invalid))

test('what is shown of a column is read back as the same value', () => {
  const row = fc.record<Row>({
    id: fc.option(fc.integer({ min: 1 })),
    part: fc.integer({ min: 0, max: 100 }),
    word: fc.constantFrom('hidden', 'view'),
    flag: fc.boolean(),
    rate: fc.constantFrom('', '75', '75.50', '+10', '-5%'),
    // From one that every zone has, and after the hour that comes twice.
    at: fc.option(fc.integer({ min: 0, max: 200_000 }).map((hours) => Date.UTC(2020, 0, 1) + hours * 86_400_000)),
  })
  const columns = [
    id('id', ''),
    number('part', 'pct', ''),
    word('word', ['hidden', 'view'], '', { shown: { view: 'visible' } }),
    flag('flag', ''),
    datetime('at', ''),
  ]
  fc.assert(
    fc.property(row, (given) => {
      for (const column of columns) {
        const shown = column.read(given, wallClock)
        expect(column.parse(String(shown), 'x', place)).toBe(given[column.field!])
      }
    }),
  )
})
