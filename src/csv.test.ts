import { expect, test } from 'vitest'
import { csvLine, noFormula } from './csv.ts'

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
  ['  =1', "'  =1"],
  ['plain = text', 'plain = text'],
  ['', ''],
])('%j is no formula as %j', (text, safe) => {
  expect(noFormula(text)).toBe(safe)
})
