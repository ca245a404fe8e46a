import { expect, test } from 'vitest'
import { MalformedRequest } from './malformed.ts'
import { utf8Text } from './text.ts'

test('UTF-8 is read whole, byte order mark included', () => {
  expect(utf8Text(Buffer.from('\ufeffnaïve €'))).toBe('\ufeffnaïve €')
})

test.each([[[0xff]], [[0xc3]], [[0xc0, 0x80]], [[0xed, 0xa0, 0x80]], [[0xf5, 0x80, 0x80, 0x80]]])(
  'bytes %j are refused, not replaced',
  (bytes) => {
    expect(() => utf8Text(Uint8Array.from(bytes))).toThrow(MalformedRequest)
  },
)
