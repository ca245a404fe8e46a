import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRetryAfter } from '../../guarded-http/retry-after.ts'
import type { PanelAnswer } from './panel-http.ts'
import { failureOf, judge } from './read-answer.ts'

const NOW = Date.parse('2026-01-02T03:04:05Z')
const answer = (status: number, text = '', headers: Record<string, string> = {}, reason = ''): PanelAnswer => ({
  status,
  reason,
  headers,
  text,
})
const classes = (given: PanelAnswer) => [failureOf(given, true, NOW)?.class, failureOf(given, false, NOW)?.class]

test.each([
  [[200, 201, 204], undefined, undefined],
  [[401, 403], 'authentication', 'authentication'],
  [[408, 425, 429, 502, 503], 'transient', 'transient'],
  [[500, 501, 504, 520, 522, 524], 'unknown', 'transient'],
  [[301, 307, 402, 405, 410, 423], 'configuration', 'configuration'],
  [[409], 'conflict', 'conflict'],
  [[400, 404, 418, 422], 'permanent', 'permanent'],
])('status %j means %s when the panel was to change, and %s when it was asked', (statuses, changing, asking) => {
  for (const status of statuses) expect([status, ...classes(answer(status))]).toEqual([status, changing, asking])
})

test('a page for people is no success, and a login page says who we are not', () => {
  const html = (body: string) => answer(200, `<!DOCTYPE html><html>${body}</html>`, { 'content-type': 'text/html' })
  expect(classes(html('<title>Down for maintenance</title>'))).toEqual(['unknown', 'transient'])
  expect(failureOf(html('<title>Down for maintenance</title>'), true, NOW)?.text).toBe('HTTP 200: Down for maintenance')
  expect(classes(html('<input type="password">'))).toEqual(['authentication', 'authentication'])
  expect(classes(answer(302, '', { location: 'https://panel.example.com/login' }))).toEqual([
    'authentication',
    'authentication',
  ])
})

const page = (body: string) => answer(502, `<html>${body}`, { 'content-type': 'text/html' }, 'Bad Gateway')

test('titles are found as a pattern would find them', () => {
  const piece = fc.constantFrom('<title>', '</title>', '</TITLE>', '<', '>', ' ', '\n', 'Sign in', 'login', 'a', 'b c')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const given = page(pieces.join(''))
      const title = /<title>\s*([^<]*?)\s*<\/title>/i.exec(given.text)?.[1]
      const failure = failureOf(given, true, NOW)!
      expect(failure.text).toBe(title ? `HTTP 502 Bad Gateway: ${title}` : 'HTTP 502 Bad Gateway')
      expect(failure.class === 'authentication').toBe(/<title>[^<]*\b(log ?in|sign ?in)\b/i.test(given.text))
    }),
  )
})

test('a page made to be slow to read is read', () => {
  const blanks = ' '.repeat(500_000)
  expect(failureOf(page(`<title>${blanks}a${blanks}b</title>`), true, NOW)?.text).toBe('HTTP 502 Bad Gateway: a')
  expect(failureOf(page('<title>'.repeat(100_000)), true, NOW)?.text).toBe('HTTP 502 Bad Gateway')
  expect(failureOf(page(`<title>${'log '.repeat(200_000)}`), true, NOW)?.text).toBe('HTTP 502 Bad Gateway')
})

test('the text is what the panel said: its words, its short answer, or its status line', () => {
  expect(failureOf(answer(500, 'plain words\n'), true, NOW)?.text).toBe('plain words\n')
  expect(failureOf(answer(500, '{"data":null}', {}, 'x'), true, NOW, 'its words')?.text).toBe('its words')
  expect(failureOf(answer(500, '', {}, "can't lock file"), true, NOW)?.text).toBe("HTTP 500 can't lock file")
})

test.each([
  ['120', 120_000],
  ['Fri, 02 Jan 2026 03:05:05 GMT', 60_000],
  ['Fri, 02 Jan 2026 03:00:00 GMT', 0],
  ['99999999', 86_400_000],
  ['soon', null],
  [undefined, null],
])('Retry-After %j is %s milliseconds', (value, ms) => {
  expect(readRetryAfter(value, NOW)).toBe(ms)
  expect(failureOf(answer(429, '', value ? { 'retry-after': value } : {}), true, NOW)?.retryAfterMs).toBe(ms)
})

test('the first rule that fits judges; what it names joins the cause, and the words stay as they are', () => {
  const rules = [
    { status: 404, class: 'permanent', cause: 'absent' },
    { words: /no such package (?<what>\w+)/i, class: 'configuration', cause: 'unknown package' },
    { words: /domain/, class: 'permanent', cause: 'domain refused', field: 'domain' },
  ] as const
  expect(judge(rules, { words: 'XID 1: No such package gold for a domain', status: 200 })).toMatchObject({
    class: 'configuration',
    cause: 'unknown package gold',
    text: 'XID 1: No such package gold for a domain',
  })
  expect(judge(rules, { words: 'the domain', status: 404 })).toMatchObject({ cause: 'absent' })
  expect(judge(rules, { words: 'XID 1: the domain', matched: 'the domain' })).toMatchObject({
    field: 'domain',
    text: 'XID 1: the domain',
  })
  expect(judge(rules, { words: 'whatever' })).toBeUndefined()
})

test('words of a rule follow on each other, whatever stands between', () => {
  const rules = [{ words: [/password/i, /weak|strength/i], class: 'permanent', cause: 'weak password' }] as const
  expect(judge(rules, { words: 'Weak? The password\nis too weak' })).toMatchObject({ cause: 'weak password' })
  expect(judge(rules, { words: 'weak password' })).toBeUndefined()
  expect(judge(rules, { words: 'password '.repeat(200_000) })).toBeUndefined()
})
