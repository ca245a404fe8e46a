import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test.each([
  [['a', 1, null], 'a,1,\r\n'],
  [['a,b', 'say "no"', 'two\nlines'], '"a,b","say ""no""","two\nlines"\r\n'],
])('%j is the line %j', (cells, line) => {
  expect(csvLine(cells)).toBe(line)
})

test.each([
  ['=1+1', "'=1+1"],
  ['+44 20 7946', "'+44 20 7946"],
  ['-5', "'-5"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['=a,"b"', `"'=a,""b"""`],
  ['  =1', "'  =1"],
  ['plain = text', 'plain = text'],
  ['', ''],
])('%j is no formula as %j', (text, safe) => {
  expect(csvLine([text])).toBe(`${safe}\r\n`)
})

test('a number stays a number, below zero too', () => {
  expect(csvLine([-5, -1.5])).toBe('-5,-1.5\r\n')
})
