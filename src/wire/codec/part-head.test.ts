import { expect, test } from 'vitest'
import { parsePartHead } from './part-head.ts'

const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
const filenameIn = (parameters: string) =>
  parsePartHead([`Content-Disposition: form-data; name="file"; ${parameters}`])?.filename

test.each(['résumé.txt', 'Łz.txt', '한글.pdf', 'Jürgen Übersicht.pdf', '😀.png', 'Ã©.txt', 'a%22b.txt', 'voilà'])(
  'a name in UTF-8 comes out character for character: %s',
  (name) => {
    expect(filenameIn(`filename="${utf8(name)}"`)).toBe(name)
    expect(filenameIn(`filename=${utf8(name).replaceAll(' ', '')}`)).toBe(name.replaceAll(' ', ''))
    expect(parsePartHead([`Content-Disposition: form-data; name="${utf8(name)}"`])?.name).toBe(name)
  },
)

test('a name that is no UTF-8 is Latin-1', () => expect(filenameIn('filename="r\xe9sum\xe9.txt"')).toBe('résumé.txt'))

test.each([
  [`filename="plain.txt"; filename*=UTF-8''r%C3%A9sum%C3%A9.txt`, 'résumé.txt'],
  [`filename*=utf-8'en'it's%20here.txt; filename=plain.txt`, "it's here.txt"],
  [`filename="plain.txt"; filename*=ISO-8859-1''r%E9sum%E9.txt`, 'résumé.txt'],
  [`filename="plain.txt"; filename*=UTF-8''r%E9sum%E9.txt`, 'plain.txt'],
  [`filename="plain.txt"; filename*=UTF-8''100%`, 'plain.txt'],
  [`filename="plain.txt"; filename*=Klingon''x`, 'plain.txt'],
  [`filename="plain.txt"; filename*=nothing`, 'plain.txt'],
  [`filename=""`, ''],
])('of %s the name is %s', (parameters, filename) => expect(filenameIn(parameters)).toBe(filename))

test('a plain field has no file name, bytes without one have an empty one', () => {
  const head = (type: string) => parsePartHead(['content-disposition: form-data; name=a', `CONTENT-TYPE: ${type}`])
  expect(head('Text/Plain; charset=ISO-8859-1')).toEqual({
    name: 'a',
    filename: undefined,
    mediaType: 'text/plain',
    charset: 'ISO-8859-1',
  })
  expect(head('application/octet-stream')).toMatchObject({ filename: '', mediaType: 'application/octet-stream' })
})

test('a line that begins with a blank goes on with the one before', () => {
  expect(parsePartHead(['Content-Disposition: form-data;', ' name="a";', '\tfilename="b"'])).toMatchObject({
    name: 'a',
    filename: 'b',
  })
})

test.each([
  [[]],
  [['Content-Type: text/plain']],
  [['Content-Disposition: form-data; filename="a"']],
  [['nothing']],
  [[': nothing']],
  [['Content-Disposition: form-data; name="a\nb"']],
])('%j is no head', (lines) => expect(parsePartHead(lines)).toBeUndefined())
