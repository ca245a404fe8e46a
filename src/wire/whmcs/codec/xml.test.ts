import { expect, test } from 'vitest'
import type { Fields } from '../../codec/tree.ts'
import { renderXml } from './xml.ts'

const start = '<?xml version="1.0" encoding="utf-8"?>\n<whmcsapi version="8.12.0">'
const render = (tree: Fields) => {
  const text = renderXml(tree, { action: 'GetClients', version: '8.12.0' })
  expect(text.startsWith(`${start}<action>getclients</action>`)).toBe(true)
  return text.slice(`${start}<action>getclients</action>`.length).replace(/<\/whmcsapi>$/, '')
}

test('the root names the version, the action comes first and in lower case', () => {
  const text = renderXml({ result: 'success' }, { action: 'WhmcsDetails', version: '1 "&"' })
  expect(text).toBe(
    '<?xml version="1.0" encoding="utf-8"?>\n<whmcsapi version="1 &quot;&amp;&quot;">' +
      '<action>whmcsdetails</action><result>success</result></whmcsapi>',
  )
})

test('a plural container repeats the singular element, for one row too', () => {
  expect(render({ clients: { client: [{ id: 1 }, { id: 2 }] } })).toBe(
    '<clients><client><id>1</id></client><client><id>2</id></client></clients>',
  )
  expect(render({ clients: { client: ['x'] } })).toBe('<clients><client>x</client></clients>')
})

test('a bare list repeats item, within a row as well', () => {
  expect(render({ queue: [{ id: 1 }, ['a', 'b']] })).toBe(
    '<queue><item><id>1</id></item><item><item>a</item><item>b</item></item></queue>',
  )
})

test('a list beside other keys is no container', () => {
  expect(render({ client: { id: 1, tags: ['x'] } })).toBe('<client><id>1</id><tags><item>x</item></tags></client>')
})

test('nothing is an empty element', () => {
  expect(render({ a: null, b: '', c: [], d: { e: [] }, f: {}, g: false })).toBe(
    '<a></a><b></b><c></c><d></d><f></f><g></g>',
  )
  expect(render({ yes: true, n: 1.5 })).toBe('<yes>1</yes><n>1.5</n>')
})

test('markup is escaped, and a carriage return, which a reader would turn into a line feed', () => {
  expect(render({ a: `<b a="1">'&]]>\r\n\t` })).toBe('<a>&lt;b a=&quot;1&quot;&gt;&#039;&amp;]]&gt;&#13;\n\t</a>')
})

test('what XML 1.0 forbids is dropped, all else stays', () => {
  expect(render({ a: 'a\0\x01\x08\x0b\x1f\ufffe\uffff\ud83d\ude42\ud83db\u0085\ufffd' })).toBe(
    '<a>a🙂b\u0085\ufffd</a>',
  )
})

test('a key that is no XML name is kept as an attribute', () => {
  expect(render({ 'product-url': 'x', '1': 'y', 'a b"<\t\n': 'z', __proto__x: 'w' })).toBe(
    '<item key="1">y</item><product-url>x</product-url>' +
      '<item key="a b&quot;&lt;&#9;&#10;">z</item><__proto__x>w</__proto__x>',
  )
  expect(render({ pricing: { 1: ['x', 'y'] } })).toBe('<pricing><item key="1">x</item><item key="1">y</item></pricing>')
})
