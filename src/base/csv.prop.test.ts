import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test('a line of CSV has the cells that were put into it, and none is a formula', () => {
  const cell = fc.oneof(fc.stringMatching(/^[a=",\r\n ]{0,6}$/), fc.integer(), fc.constant(null))
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      const line = csvLine(cells)
      expect(line.endsWith('\r\n')).toBe(true)
      const found = [...`,${line.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)]
      const read = found.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!)
      expect(read.map((one) => one.replace(/^'/, ''))).toEqual(cells.map((one) => (one === null ? '' : String(one))))
      for (const [index, one] of read.entries())
        if (typeof cells[index] === 'string') expect(one).not.toMatch(/^\s*[=]/)
    }),
    { numRuns: 100 },
  )
})
