import { expect, test } from 'vitest'
import { parseParameterised } from './header-parameters.ts'

const read = (text: string) => {
  const found = parseParameterised(text)
  return found && [found.value, Object.fromEntries(found.parameters)]
}

test.each([
  ['form-data; name="a"; filename="b c.txt"', 'form-data', { name: 'a', filename: 'b c.txt' }],
  ['Form-Data;NAME=a;\tfilename = "b"', 'form-data', { name: 'a', filename: 'b' }],
  ['multipart/form-data; boundary=----x', 'multipart/form-data', { boundary: '----x' }],
  ['form-data; name="a;b=c"', 'form-data', { name: 'a;b=c' }],
  [String.raw`form-data; name="say \"hi\""`, 'form-data', { name: 'say "hi"' }],
  [String.raw`form-data; name="C:\dir\a.txt"`, 'form-data', { name: String.raw`C:\dir\a.txt` }],
  [String.raw`form-data; name="a\\b"`, 'form-data', { name: String.raw`a\b` }],
  ['form-data; name=""; ; x', 'form-data', { name: '', x: '' }],
  ['', '', {}],
])('%s is read', (text, value, parameters) => expect(read(text)).toEqual([value, parameters]))

test.each(['form-data; name="a', 'form-data; name="a"; NAME=b', String.raw`form-data; name="a\"`])(
  '%s is refused',
  (text) => expect(read(text)).toBeUndefined(),
)

test('bytes that other trims take for blanks stay', () => {
  const name = Buffer.from('voilà').toString('latin1')
  expect(read(`form-data; filename=${name}`)).toEqual(['form-data', { filename: name }])
})
