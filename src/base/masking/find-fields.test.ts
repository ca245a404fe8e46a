import { expect, test } from 'vitest'
import { makeFieldFinder } from './find-fields.ts'

const find = makeFieldFinder(['passwd', 'session'])

function masked(text: string): string {
  const spans = find(text).toSorted(([a], [b]) => a - b)
  let [shown, from] = ['', 0]
  for (const [start, end] of spans) {
    if (start > from) shown += `${text.slice(from, start)}*`
    from = Math.max(from, end)
  }
  return shown + text.slice(from)
}

test.each([
  ['JSON', '{"passwd":"a\\"b","n":1}', '{"passwd":*,"n":1}'],
  ['JSON of more than a text', '{"passwd":{"a":["x}",2]},"session":[1],"n":1}', '{"passwd":*,"session":*,"n":1}'],
  ['JSON with the name escaped', '{"pass\\u0077d":"x"}', '{"pass\\u0077d":*}'],
  [
    'JSON within JSON',
    String.raw`{"body":"{\"passwd\":\"a\\\"b\",\"n\":1}"}`,
    String.raw`{"body":"{\"passwd\":*,\"n\":1}"}`,
  ],
  ['JSON within JSON within JSON', String.raw`"{\\\"passwd\\\":\\\"x\\\"}"`, String.raw`"{\\\"passwd\\\":*}"`],
  ['JSON in HTML', '<p>{&quot;passwd&quot;:&quot;x&amp;y&quot;}</p>', '<p>{&quot;passwd&quot;:*}</p>'],
  ['a form in a form', 'next=%2Fin%3Fpasswd%3Dx%2520y%26a%3D1&b=2', 'next=%2Fin%3Fpasswd%3D*%26a%3D1&b=2'],
  ['a form in HTML', '<a href="?a=1&amp;passwd=x&amp;b=2">', '<a href="?a=1&amp;passwd=*&amp;b=2">'],
  ['a form of PHP', 'data[passwd]=x&data%5Bsession%5D=y&z=1', 'data[passwd]=*&data%5Bsession%5D=*&z=1'],
  [
    'a list of names and values',
    '[{"name":"passwd","value":"x"},["session","y"]]',
    '[{"name":"passwd","value":*},["session",*]]',
  ],
  ['XML with a prefix and attributes', '<s:passwd t="1">x</s:passwd><b/>', '<s:passwd t="1">*</s:passwd><b/>'],
  ['XML with elements in it', '<passwd><v>x</v></passwd><b/>', '<passwd>*</passwd><b/>'],
  ['XML in CDATA', '<passwd><![CDATA[a<b]]></passwd>', '<passwd>*</passwd>'],
  ['XML that is cut', '<passwd>x', '<passwd>*'],
  ['an attribute', '<user passwd="x" session=\'y\' n="1">', '<user passwd=* session=* n="1">'],
  ['XML-RPC', '<name>passwd</name><value><string>x</string></value><n/>', '<name>passwd</name><value>*</value><n/>'],
  ['PHP', 'a:1:{s:6:"passwd";s:3:"a;b";i:1;}', 'a:1:{s:6:"passwd";s:3:"*";i:1;}'],
  ['what PHP prints', "[passwd] => x\n[n] => 1\n'session' => 'y',", "[passwd] => *\n[n] => 1\n'session' => *,"],
  ['lines', 'user: a\nPasswd: two words\nn: 1', 'user: a\nPasswd: *\nn: 1'],
])('what stands under a secret name is found in %s', (_, text, expected) => {
  expect(masked(text)).toBe(expected)
})

test('what stands under a secret name is found in base64, and the rest of it is left', () => {
  const text = Buffer.from('{"user":"root","passwd":"hunter22","n":1}').toString('base64')
  expect(Buffer.from(masked(text).split('*')[0]!, 'base64').toString()).toBe('{"user":"root","passwd":')
  expect(masked(text)).toMatch(/\*.{5,}$/)
})

test.each([
  'passwds=1&mypasswd=2&x-session=3',
  '<passwd/>',
  'passwd',
  'The passwd is wrong',
  'passwd=&x=1',
  '"passwd"',
])('in %j nothing is found', (text) => {
  expect(find(text)).toEqual([])
})

test.each(['<passwd>', '"passwd":', 'passwd ', '<passwd ', '\\', '"passwd":"', '{"passwd":['])(
  'time grows with the text and not with its square: %s',
  (part) => {
    expect(find(part.repeat(200_000 / part.length)).length).toBeGreaterThanOrEqual(0)
  },
)
