import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import type { Fields, Tree } from '../codec/tree.ts'
import { renderXml } from './xml.ts'

test('lists hold their singulars, null is said, flags are numbers', () => {
  const answer = {
    response: {
      projects: [
        { project_id: 1, project_name: 'A & <B>' },
        { project_id: 2, project_name: '' },
      ],
      whmcstickets: [],
      filters: { project_id: [1, 2] },
      ticketxref: null,
      is: true,
      not: false,
      config: { 'timelog.type_rates': { 'My "type"': '+10%' } },
    },
  }
  expect(renderXml(answer)).toBe(
    '<?xml version="1.0" encoding="utf-8"?>\n<api><response>' +
      '<projects><project><project_id>1</project_id><project_name>A &amp; &lt;B&gt;</project_name></project>' +
      '<project><project_id>2</project_id><project_name></project_name></project></projects>' +
      '<whmcstickets></whmcstickets><filters><project_id><item>1</item><item>2</item></project_id></filters>' +
      '<ticketxref nil="true"/><is>1</is><not>0</not>' +
      '<config><timelog.type_rates><item key="My &quot;type&quot;">+10%</item></timelog.type_rates></config>' +
      '</response></api>',
  )
})

/** What a strict parser makes of it: the element's name or key, and its text or its children. */
type Seen = { name: string; text: string; children: Seen[]; nil: boolean }

function parse(xml: string): Seen {
  const top: Seen = { name: '', text: '', children: [], nil: false }
  const open = [top]
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const seen: Seen = { name: attributes.key ?? name, text: '', children: [], nil: attributes.nil === 'true' }
    open.at(-1)!.children.push(seen)
    open.push(seen)
  })
  parser.on('text', (text) => {
    open.at(-1)!.text += text
  })
  parser.on('closetag', () => open.pop())
  parser.write(xml).close()
  return top.children[0]!
}

const LEGAL = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

function expectSame(seen: Seen, value: Tree): void {
  if (value === null) expect(seen).toMatchObject({ nil: true, children: [] })
  else if (Array.isArray(value)) {
    expect(seen.children.length).toBe(value.length)
    for (const [index, row] of value.entries()) expectSame(seen.children[index]!, row)
  } else if (typeof value === 'object') {
    const entries = Object.entries(value)
    expect(seen.children.map(({ name }) => name)).toEqual(entries.map(([name]) => name.replace(LEGAL, '')))
    for (const [index, [, child]] of entries.entries()) expectSame(seen.children[index]!, child)
  } else expect(seen.text).toBe(typeof value === 'boolean' ? String(Number(value)) : String(value).replace(LEGAL, ''))
}

/** Of every character there is, without the seconds that it takes to list them. */
const character = fc.oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
const anyText = fc.array(character, { maxLength: 20 }).map((codes) => String.fromCodePoint(...codes))

test('a strict parser reads back what was written, whatever it holds', () => {
  const scalar = fc.oneof(anyText, fc.integer(), fc.boolean(), fc.constant(null))
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      scalar,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(
        fc.oneof(fc.constantFrom('projects', 'a.b', '__proto__x'), fc.string({ minLength: 1 })),
        tie('tree'),
        {
          maxKeys: 3,
          noNullPrototype: true,
        },
      ),
    ),
  }))
  const fields = fc.dictionary(fc.constantFrom('request', 'response', 'whmcstickets'), tree, { noNullPrototype: true })
  fc.assert(fc.property(fields, (answer) => expectSame(parse(renderXml(answer as Fields)), answer as Fields)))
})
