import { expect, test } from 'vitest'
import { endingOf, harmlessFilename, mediaTypeOf, requireAllowedType } from './filename.ts'

test.each([
  ['plan.pdf', 'plan.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ada\\plan.pdf', 'plan.pdf'],
  ['a\0b.txt', 'ab.txt'],
  ['\u202efdp.exe', 'fdp.exe'],
  ['..', 'file'],
  ['', 'file'],
  ['/', 'file'],
  [' . ', 'file'],
  ['.htaccess', 'htaccess'],
  ['a\r\nContent-Type: x.txt', 'aContent-Type x.txt'],
  ['"quoted" <name>?.txt', 'quoted name.txt'],
  ['e\u0301.txt', '\u00e9.txt'],
  ['name\ud800.txt', 'name.txt'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(196)}.pdf`],
  [`${'😀'.repeat(300)}`, '😀'.repeat(200)],
])('%j becomes %j', (given, harmless) => {
  expect(harmlessFilename(given)).toBe(harmless)
})

test('a name made to be slow to read is read', () => {
  expect(harmlessFilename(`a${'.'.repeat(60_000)}b`)).toBe(`a${'.'.repeat(197)}.b`)
  expect(harmlessFilename(`${'/'.repeat(1_000_000)}a${' '.repeat(1_000_000)}.txt`)).toBe('a .txt')
  const marks = (count: number) => '\u0315'.repeat(count)
  expect(harmlessFilename(`a${marks(500_000)}${'\u0300'.repeat(500_000)}.txt`)).toBe(
    `a${`${marks(30)}\u034f`.repeat(6)}${marks(9)}.txt`,
  )
})

test.each([
  ['a.PDF', 'pdf'],
  ['a.tar.gz', 'gz'],
  ['a', ''],
  ['.x', ''],
])('%j ends in %j', (name, ending) => {
  expect(endingOf(name)).toBe(ending)
})

test.each([
  ['application/pdf', 'application/pdf'],
  ['Text/HTML; charset=utf-8', 'text/html'],
  ['text/html\r\nx: y', 'application/octet-stream'],
  ['html', 'application/octet-stream'],
  [undefined, 'application/octet-stream'],
])('the media type %j is %j', (given, type) => {
  expect(mediaTypeOf(given)).toBe(type)
})

test('takes every type, or those that are listed', () => {
  expect(() => requireAllowedType('a.exe', [])).not.toThrow()
  expect(() => requireAllowedType('a.PDF', ['pdf'])).not.toThrow()
  expect(() => requireAllowedType('a.pdf.exe', ['pdf'])).toThrow('Invalid file type: expected one of pdf')
  expect(() => requireAllowedType('pdf', ['pdf'])).toThrow('Invalid file type')
})
