import fc from 'fast-check'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { describe, expect, test } from 'vitest'
import { decodePairs } from '../../codec/brackets.ts'
import type { Param } from '../../codec/php-value.ts'
import { type Fields, scalarText, type Tree } from '../../codec/tree.ts'
import { flatten, renderFlat } from './flat.ts'
import { type FormatName, formatOf } from './formats.ts'
import { renderJson } from './json.ts'
import { renderNvp } from './nvp.ts'
import type { ListPath } from './streaming.ts'
import { renderXml } from './xml.ts'

const hostile = fc.constantFrom(
  '&amp;',
  ';',
  '=',
  '&#59;',
  '";',
  ']]>',
  '<![CDATA[',
  '\r\n',
  '\ud800',
  '\0',
  '\u2028',
  '[0]',
)
const text = fc.oneof(
  hostile,
  fc.string({ unit: 'binary' }),
  fc.array(hostile).map((parts) => parts.join('')),
)
const scalar = fc.oneof(
  text,
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const key = fc.oneof(fc.stringMatching(/^[a-z_][a-z0-9_-]{0,6}$/), fc.constantFrom('__proto__', 'constructor', 'item'))

/** Own keys whatever their name: an assignment to `__proto__` would vanish. */
const fieldsFrom = (entries: [string, Tree][]): Fields => Object.fromEntries(entries)
const fieldsOf = (value: fc.Arbitrary<Tree>, keys = key) =>
  fc.array(fc.tuple(keys, value), { maxLength: 5 }).map(fieldsFrom)
const treeAt = (levels: number): fc.Arbitrary<Tree> =>
  levels === 0 ? scalar : fc.oneof(scalar, fc.array(treeAt(levels - 1), { maxLength: 4 }), fieldsOf(treeAt(levels - 1)))
const answer = fieldsOf(treeAt(3))

test('JSON is ASCII and reads back as the answer', () => {
  fc.assert(
    fc.property(answer, (tree) => {
      expect(renderJson(tree)).toMatch(/^[\x20-\x7f]*$/)
      expect(JSON.parse(renderJson(tree))).toEqual(JSON.parse(JSON.stringify(tree)))
    }),
  )
})

/** What PHP's reading of the flattened keys makes of an answer. */
function asParam(value: Tree): Param {
  if (value === null || typeof value !== 'object') return scalarText(value)
  const entries = Object.entries(value)
  return entries.length === 0 ? '' : new Map(entries.map(([name, child]) => [name, asParam(child)]))
}

test('flattened keys, read as form fields, are the answer again', () => {
  const storable = fieldsOf(treeAt(3).filter((tree) => !/\\u0000|\\ud[89a-f]/.test(JSON.stringify(tree))))
  fc.assert(
    fc.property(storable, (tree) => {
      const expected = new Map(Object.entries(tree).map(([name, child]) => [name, asParam(child)]))
      expect(decodePairs(flatten(tree))).toEqual(expected)
    }),
  )
})

test('flat JSON is the flattened pairs, each once', () => {
  fc.assert(
    fc.property(answer, (tree) => {
      expect(Object.entries(JSON.parse(renderFlat(tree)))).toEqual(flatten(tree))
    }),
  )
})

const plainOf: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#039': "'", '#59': ';' }
function decodeNvp(body: string): [string, string][] {
  return [...body.matchAll(/([^=]+)=((?:&[^;]+;|[^&;])*);/g)].map(([, name, value]) => [
    name!,
    value!.replace(/&([^;]+);/g, (_entity, entity: string) => plainOf[entity]!),
  ])
}

test('NVP is read back by one pattern, whatever the values hold', () => {
  fc.assert(
    fc.property(answer, (tree) => {
      expect(decodeNvp(renderNvp(tree))).toEqual(flatten(tree))
    }),
  )
})

interface Element {
  name: string
  text: string
  children: Element[]
}

function parseXml(xml: string): Element {
  const parser = new SaxesParser()
  const root: Element = { name: '', text: '', children: [] }
  const open = [root]
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag: SaxesTagPlain) => {
    const element = { name: tag.attributes.key ?? tag.name, text: '', children: [] }
    open.at(-1)!.children.push(element)
    open.push(element)
  })
  parser.on('text', (part) => {
    open.at(-1)!.text += part
  })
  parser.on('closetag', () => open.pop())
  parser.write(xml).close()
  return root.children[0]!
}

/** The element that the answer promises for this key. */
function promised(name: string, value: Tree): Element {
  if (value === null || typeof value !== 'object') return { name, text: legalIn(scalarText(value)), children: [] }
  const entries = Array.isArray(value) ? value.map((row): [string, Tree] => ['item', row]) : Object.entries(value)
  const [first] = entries
  const container = !Array.isArray(value) && entries.length === 1 && Array.isArray(first![1])
  const children = container ? (first![1] as Tree[]).map((row): [string, Tree] => [first![0], row]) : entries
  return { name, text: '', children: children.map(([child, inner]) => promised(child, inner)) }
}

function legalIn(value: string): string {
  const ranges = [
    [9, 10],
    [13, 13],
    [0x20, 0xd7ff],
    [0xe000, 0xfffd],
    [0x10000, 0x10ffff],
  ] as const
  const legal = (code: number) => ranges.some(([from, to]) => from <= code && code <= to)
  return [...value].filter((character) => legal(character.codePointAt(0)!)).join('')
}

test('XML is well formed and reads back as the elements of the answer', () => {
  const anyKey = fc.oneof(
    key,
    text.filter((name) => name === legalIn(name)),
  )
  fc.assert(
    fc.property(fieldsOf(treeAt(3), anyKey), text, (tree, version) => {
      const root = parseXml(renderXml(tree, { action: 'GetClients', version }))
      const children = Object.entries(tree).map(([name, value]) => promised(name, value))
      expect(root).toEqual({
        name: 'whmcsapi',
        text: '',
        children: [{ name: 'action', text: 'getclients', children: [] }, ...children],
      })
    }),
  )
})

describe.each<FormatName>(['json', 'xml', 'nvp', 'flat'])('a long list in %s', (name) => {
  const format = formatOf(name, { action: 'GetClientsProducts', version: '1' })
  const path = fc.array(key, { minLength: 1, maxLength: 3 }) as unknown as fc.Arbitrary<ListPath>
  const named = (prefix: string) =>
    fieldsOf(
      treeAt(2),
      key.map((word) => prefix + word),
    )
  const rows = fc.array(treeAt(2), { maxLength: 5 })

  test('written row by row is byte for byte the whole answer', () => {
    fc.assert(
      fc.property(named('before_'), path, rows, named('after_'), (before, at, list, after) => {
        const nested = at.reduceRight<Tree>((inner, part) => fieldsFrom([[part, inner]]), list) as Fields
        const whole = fieldsFrom([...Object.entries(before), ...Object.entries(nested), ...Object.entries(after)])
        const writer = format.openList(before, at)
        const items = list.map((row, index) => writer.item(row, index))
        expect([writer.head, ...items, writer.tail(after, list.length)].join('')).toBe(format.render(whole))
      }),
    )
  })

  test('a hundred levels are rendered', () => {
    let deep: Tree = 'x'
    for (let level = 0; level < 100; level++) deep = level % 2 ? [deep] : { a: deep }
    expect(format.render({ result: 'success', deep })).toContain('x')
  })
})
