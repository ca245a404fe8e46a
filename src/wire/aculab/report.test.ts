import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from '../../base/csv.ts'
import { makeWallClock } from '../../base/wall-clock.ts'
import type { Caller } from '../../outbound/accounts/caller.ts'
import type { Outbound } from '../../outbound/outbound.ts'
import { parseReportId, reportId, reportLines } from './report.ts'
import { parseInstant, wallText } from './wall-text.ts'

test('the id of a report says which period it is', () => {
  const number = fc.integer({ min: 0, max: 999_999_999_999_999 })
  fc.assert(
    fc.property(number, number, number, (accountId, from, before) => {
      expect(parseReportId(reportId({ accountId, from, before }))).toEqual({ accountId, from, before })
    }),
    { numRuns: 50 },
  )
  for (const text of ['', 'adr', 'adr-1-2', 'adr-1-2-3-4', 'cdr-1-2-3', 'adr-1-2--3', 'adr-1-2-x'])
    expect(parseReportId(text)).toBeUndefined()
})

test('a cell that holds what parts cells is quoted', () => {
  expect(csvLine(['a', 1.5, null, 'b,c', 'd"e', 'f\r\n'])).toBe('a,1.5,,"b,c","d""e","f\r\n"\r\n')
})

test('instants are read as they are written, in any zone, and in seconds', () => {
  const instant = fc.integer({ min: 0, max: 4_000_000_000 }).map((second) => second * 1000)
  fc.assert(
    fc.property(instant, fc.constantFrom('UTC', 'Asia/Kolkata'), (at, zone) => {
      const wallClock = makeWallClock(zone)
      expect(parseInstant(wallClock, wallText(wallClock, at))).toBe(at)
      expect(parseInstant(wallClock, String(at / 1000))).toBe(at)
    }),
    { numRuns: 50 },
  )
  for (const text of ['', '-1', '1e3', '2026-02-30_00:00:00', 'now'])
    expect(parseInstant(makeWallClock('UTC'), text)).toBeUndefined()
})

test('a service or an application whose name is a formula is a text in the report', async () => {
  const outbound = {
    services: { list: async () => [{ id: 1, name: '=HYPERLINK("http://x")' }] },
    starts: { report: async () => [{ serviceId: 1, instanceId: '@SUM(A1)', startedAt: 1000, finishedAt: 3000 }] },
  } as unknown as Outbound
  const parts = { outbound, caller: {} as Caller, wallClock: makeWallClock('UTC') }
  const { value: lines } = await reportLines(parts, { accountId: 1, from: 0, before: 5000 }).next()
  expect(lines!.split('\r\n')[1]).toMatch(/^'@SUM\(A1\),"'=HYPERLINK\(""http:\/\/x""\)",1,/)
})
