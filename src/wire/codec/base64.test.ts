import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64Pieces } from './base64.ts'
import { atOnce } from './slices.ts'

const bytesOf = (text: string) => {
  const pieces = atOnce(base64Pieces(text))
  return pieces && Buffer.concat(pieces)
}

/** How it was done before, whole. */
function wholeBytesOf(sent: string): Buffer | undefined {
  const text = sent.trim().replace(/[\r\n]+/g, '')
  const digits = text.replaceAll(' ', '+').replace(/={1,2}$/, '')
  return !/^[A-Za-z0-9+/]*$/.test(digits) || digits.length % 4 === 1 ? undefined : Buffer.from(digits, 'base64')
}

test('blanks are plus signs, ends of lines are nothing, and padding may be left out', () => {
  const unit = fc.constantFrom('a', 'B', '/', '+', ' ', '\r\n', '\n', '=', 'YWJj', '\t', 'é', 'Ł')
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
      const text = units.join('')
      expect(bytesOf(text)).toEqual(wholeBytesOf(text))
    }),
    { numRuns: 2000 },
  )
})

test('what is long is read in pieces, wherever they are cut', () => {
  const bytes = Buffer.from(Array.from({ length: 300_001 }, (_, index) => (index * 7919) % 256))
  const lines = bytes.toString('base64').replace(/.{76}/g, '$&\r\n')
  expect(bytesOf(lines)?.equals(bytes)).toBe(true)
  expect(atOnce(base64Pieces(lines))?.length).toBeGreaterThan(5)
})
