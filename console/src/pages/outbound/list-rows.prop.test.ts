import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRows } from './list-rows.ts'

const cell = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc
    .array(fc.constantFrom('"', ',', ';', '\t', '\n', '\r\n', ' ', 'a', '4'), { maxLength: 8 })
    .map((some) => some.join('')),
)
/** A row of nothing is no row. */
const row = fc.array(cell, { minLength: 1, maxLength: 4 }).filter((cells) => cells.some((one) => one !== ''))
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

test('whatever is written in quotes is read as it was, with the line on which its row begins', () => {
  fc.assert(
    fc.property(fc.array(row), fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n'), (rows, by, end) => {
      const lines = rows.map((cells) => cells.map(quoted).join(by))
      const read = readRows(lines.join(end))
      expect(read.map(({ cells }) => cells)).toEqual(rows)
      let line = 1
      for (const [index, text] of lines.entries()) {
        expect(read[index]!.line).toBe(line)
        line += text.split('\n').length
      }
    }),
  )
})

test('whatever text it is, it is read, each row on a line of its own', () => {
  fc.assert(
    fc.property(cell, cell, cell, (a, b, c) => {
      const lines = readRows(a + b + c).map(({ line }) => line)
      expect(lines).toEqual([...new Set(lines)].sort((x, y) => x - y))
    }),
  )
})

test.each([
  ['44,,a \n\n45', [['44', '', 'a'], ['45']], [1, 3]],
  ['44, "a, b" ,c', [['44', 'a, b', 'c']], [1]],
  ['a "b" c;d', [['a "b" c', 'd']], [1]],
  ['44\n"45,46\n47', [['44'], []], [1, 2]],
] as const)('%j', (text, cells, lines) => {
  expect(readRows(text)).toEqual(cells.map((row, index) => ({ line: lines[index], cells: row })))
})
