import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MalformedRequest } from '../../codec/malformed.ts'
import { readForm } from './form.ts'

const FORM_TYPE = 'application/x-www-form-urlencoded; charset=UTF-8'

const read = async (query: string, body = '', type = FORM_TYPE) =>
  Object.fromEntries(await readForm(query, { 'content-type': type }, Buffer.from(body)))

test('query string and body are one form, in this order', async () => {
  expect(await read('a=1&b=2', 'a=3&c=x+y%2Bz')).toEqual({ a: ['1', '3'], b: ['2'], c: ['x y+z'] })
  expect(await read('', 'a&=b&&c=')).toEqual({ a: [''], c: [''] })
  expect(await read('', 'raw=ü', '')).toEqual({ raw: ['ü'] })
  expect(await read('__proto__=1')).toEqual(Object.fromEntries([['__proto__', ['1']]]))
})

test.each([
  ['%', FORM_TYPE],
  ['a=%FF', FORM_TYPE],
  ['a=%ED%A0%80', FORM_TYPE],
  ['a=%00', FORM_TYPE],
  ['a%00=1', FORM_TYPE],
  ['a&'.repeat(1001), FORM_TYPE],
  ['{}', 'application/json'],
  ['nothing of the kind', 'multipart/form-data'],
  ['--x\r\n\r\n', 'multipart/form-data; boundary=x'],
])('%.20j as %s is refused', async (body, type) => {
  await expect(read('', body, type)).rejects.toThrow(MalformedRequest)
})

test('bytes that are no UTF-8 are refused, not replaced', async () => {
  await expect(readForm('', {}, Buffer.from([0x61, 0x3d, 0xff]))).rejects.toThrow(MalformedRequest)
})

const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((one) => one.isWellFormed() && !one.includes('\0'))
const name = fc.stringMatching(/^[a-z_]{1,8}$/)

test('what a client encodes is read from it, urlencoded and multipart', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, text), { minLength: 1, maxLength: 6 }), async (pairs) => {
      const expected: Record<string, string[]> = {}
      for (const [key, value] of pairs) expected[key] = [...(expected[key] ?? []), value]
      expect(await read(new URLSearchParams(pairs).toString())).toEqual(expected)
      const form = new FormData()
      for (const [key, value] of pairs) form.append(key, value)
      const sent = new Response(form)
      const body = Buffer.from(await sent.arrayBuffer())
      const headers = { 'content-type': sent.headers.get('content-type')! }
      // Browsers, and so `FormData`, send every line end as CRLF.
      const asSent = Object.entries(expected).map(([key, values]) => [
        key,
        values.map((one) => one.replace(/\r\n?|\n/g, '\r\n')),
      ])
      expect(Object.fromEntries(await readForm('', headers, body))).toEqual(Object.fromEntries(asSent))
    }),
    { numRuns: 50 },
  )
})
