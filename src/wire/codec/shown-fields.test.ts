import { expect, test } from 'vitest'
import { MalformedRequest } from './malformed.ts'
import { type ShownFields, shownInForm, shownInJson, shownInParts } from './shown-fields.ts'

const NAMES = new Set(['username', 'password'])

async function* inPiecesOf(size: number, text: string) {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function found(shownIn: ShownFields, text: string) {
  const ways = await Promise.all([1, 2, 3, 7, 100_000].map((size) => shownIn(inPiecesOf(size, text), NAMES)))
  for (const way of ways) expect(way).toEqual(ways[0])
  return ways[0]
}

const long = 'x'.repeat(5000)

test.each([
  [
    'a=1&username=a+b%C3%A9&password=c',
    [
      ['username', 'a bé'],
      ['password', 'c'],
    ],
  ],
  [
    `padding=${long}&user%6eame=n&password=c=d`,
    [
      ['username', 'n'],
      ['password', 'c=d'],
    ],
  ],
  [`username=${long}&password=%zz&password=%ff&x&`, []],
  ['', []],
])('of the form %.40s', async (text, fields) => expect(await found(shownInForm, text)).toEqual(fields))

test.each([
  [
    '{"a":1,"username":"a\\u00e9 \\"b","password":"c"}',
    [
      ['username', 'aé "b'],
      ['password', 'c'],
    ],
  ],
  ['{"params":{"username":"inner","x":["password","y"]},"password":"c"', [['password', 'c']]],
  [`{"padding":"${long}","username":"é"}`, [['username', 'é']]],
  ['{"username":1,"password":null,"password":["a"]}', []],
  ['{"x":"username","password":"\\ud800"}', [['password', '\ud800']]],
  ['[{"username":"a"}]', []],
  ['nothing', []],
])('of the JSON %.40s', async (text, fields) => expect(await found(shownInJson, text)).toEqual(fields))

const part = (name: string, value: string, more = '') =>
  `--B\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`

test('of several parts', async () => {
  const text = `${part('file', long, '; filename="x"')}${part('username', 'é')}${part('a', long)}${part('password', 'c')}--B--`
  expect(await found(shownInParts('multipart/form-data; boundary=B'), text)).toEqual([
    ['username', 'é'],
    ['password', 'c'],
  ])
})

test('more fields than a request may have are refused', async () => {
  await expect(shownInForm(inPiecesOf(100, '&'.repeat(1000)), NAMES)).rejects.toThrow(MalformedRequest)
})
