import { expect, test } from 'vitest'
import { parseDate } from './calendar.ts'
import { makeWallClock } from './wall-clock.ts'

const at = (iso: string) => Date.parse(iso)

test.each([
  ['UTC', '2016-11-01T09:00:02Z', '2016-11-01 09:00:02'],
  ['UTC', '2016-11-01T09:00:02.999Z', '2016-11-01 09:00:02'],
  ['UTC', '1969-12-31T23:59:59.500Z', '1969-12-31 23:59:59'],
  ['Etc/Greenwich', '2016-07-01T00:00:00Z', '2016-07-01 00:00:00'],
  ['Europe/Berlin', '2016-11-01T09:00:02Z', '2016-11-01 10:00:02'],
  ['Europe/Berlin', '2016-12-31T23:30:00Z', '2017-01-01 00:30:00'],
  ['europe/berlin', '2016-07-01T00:00:00Z', '2016-07-01 02:00:00'],
  ['America/New_York', '2016-01-01T00:00:00Z', '2015-12-31 19:00:00'],
  ['Asia/Kathmandu', '2016-01-01T00:00:00Z', '2016-01-01 05:45:00'],
  ['Australia/Lord_Howe', '2016-01-01T00:00:00Z', '2016-01-01 11:00:00'],
  ['Australia/Lord_Howe', '2016-07-01T00:00:00Z', '2016-07-01 10:30:00'],
  ['-03:30', '2016-01-01T00:00:00Z', '2015-12-31 20:30:00'],
  // A zone whose offset had seconds, and the second at which it lost them.
  ['Africa/Monrovia', '1972-01-07T00:44:29Z', '1972-01-06 23:59:59'],
  ['Africa/Monrovia', '1972-01-07T00:44:30Z', '1972-01-07 00:44:30'],
  // A change at one minute past midnight.
  ['America/St_Johns', '2010-11-07T02:30:59Z', '2010-11-07 00:00:59'],
  ['America/St_Johns', '2010-11-07T02:31:00Z', '2010-11-06 23:01:00'],
])('in %s, %s is %s', (zone, instant, text) => {
  expect(makeWallClock(zone).format(at(instant))).toBe(text)
  expect(makeWallClock(zone).date(at(instant))).toBe(text.slice(0, 10))
})

test.each([
  ['2016-11-01', '2016-11-01T00:00:00Z'],
  ['2016-11-01 09:00', '2016-11-01T09:00:00Z'],
  ['2016-11-01 09:00:02', '2016-11-01T09:00:02Z'],
  ['2016-11-01T09:00:02', '2016-11-01T09:00:02Z'],
  ['2016-11-01T09:00', '2016-11-01T09:00:00Z'],
  ['2016-02-29 23:59:59', '2016-02-29T23:59:59Z'],
])('%s is read', (text, instant) => {
  expect(makeWallClock('UTC').parse(text)).toBe(at(instant))
})

test.each([
  '',
  'yesterday',
  '2016-02-30',
  '2015-02-29 00:00:00',
  '0000-00-00',
  '0000-00-00 00:00:00',
  '2016-11-01 ',
  ' 2016-11-01',
  '2016-11-01\n',
  '2016-11-01 09',
  '2016-11-01 9:00',
  '2016-11-01 24:00:00',
  '2016-11-01 23:60:00',
  '2016-11-01 23:59:60',
  '2016-11-01 09:00:02.5',
  '2016-11-01T09:00:02Z',
  '2016-11-01T09:00:02+01:00',
  '2016-11-01  09:00:02',
  '2016-11-01t09:00:02',
  '20161101',
  '1477990802',
  '01-11-2016',
  '2016-1-1',
])('%j is refused', (text) => {
  expect(makeWallClock('UTC').parse(text)).toBeUndefined()
})

test.each([
  ['Europe/Berlin', '2016-10-30 01:59:59', '2016-10-29T23:59:59Z'],
  ['Europe/Berlin', '2016-10-30 02:00:00', '2016-10-30T00:00:00Z'],
  ['Europe/Berlin', '2016-10-30 02:59:59', '2016-10-30T00:59:59Z'],
  ['Europe/Berlin', '2016-10-30 03:00:00', '2016-10-30T02:00:00Z'],
  ['America/New_York', '2016-11-06 01:30:00', '2016-11-06T05:30:00Z'],
  ['Australia/Lord_Howe', '2016-04-03 01:45:00', '2016-04-02T14:45:00Z'],
  ['America/St_Johns', '2010-11-07 00:00:30', '2010-11-07T02:30:30Z'],
])('in %s, %s comes twice or beside such an hour, and means %s', (zone, text, instant) => {
  expect(makeWallClock(zone).parse(text)).toBe(at(instant))
})

test.each([
  ['Europe/Berlin', '2016-03-27 01:59:59', '2016-03-27T00:59:59Z'],
  ['Europe/Berlin', '2016-03-27 02:00:00', '2016-03-27T01:00:00Z'],
  ['Europe/Berlin', '2016-03-27 02:30:00', '2016-03-27T01:00:00Z'],
  ['Europe/Berlin', '2016-03-27 02:59:59', '2016-03-27T01:00:00Z'],
  ['Europe/Berlin', '2016-03-27 03:00:00', '2016-03-27T01:00:00Z'],
  ['America/New_York', '2016-03-13 02:30:00', '2016-03-13T07:00:00Z'],
  ['Australia/Lord_Howe', '2016-10-02 02:15:00', '2016-10-01T15:30:00Z'],
  ['Pacific/Apia', '2011-12-30 12:00:00', '2011-12-30T10:00:00Z'],
])('in %s, %s is skipped or beside what is, and means %s', (zone, text, instant) => {
  expect(makeWallClock(zone).parse(text)).toBe(at(instant))
})

test.each([
  ['UTC', '2016-11-01', '2016-11-01T00:00:00Z'],
  ['Europe/Berlin', '2016-11-01', '2016-10-31T23:00:00Z'],
  ['America/Sao_Paulo', '2016-10-16', '2016-10-16T03:00:00Z'],
  ['America/Havana', '2016-11-06', '2016-11-06T04:00:00Z'],
])('in %s, %s begins at %s', (zone, date, instant) => {
  expect(makeWallClock(zone).startOfDay(parseDate(date)!)).toBe(at(instant))
})

test.each(['Mars/Olympus', '', 'Europe/Berlin '])('the unknown zone %j is refused by its name', (zone) => {
  expect(() => makeWallClock(zone)).toThrow(
    `Invalid time zone: expected the name of a zone such as UTC or Europe/Berlin, got ${JSON.stringify(zone)}`,
  )
})

test('an instant that no four-digit year can show is refused', () => {
  expect(() => makeWallClock('UTC').format(Date.UTC(10_000, 0, 1))).toThrow('Invalid date')
  expect(() => makeWallClock('Europe/Berlin').format(Number.NaN)).toThrow()
})
