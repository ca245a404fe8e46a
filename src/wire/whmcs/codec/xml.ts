import { type Fields, scalarText, type Tree } from '../../codec/tree.ts'
import { escapeAttribute, escapeText } from '../../codec/xml-text.ts'
import type { ListPath, ListWriter } from './streaming.ts'

/** What stands around the answer: the action as it was asked for, and the version that the root names. */
export interface XmlEnvelope {
  action: string
  version: string
}

/**
 * XML with the keys as elements. `{ clients: { client: [a, b] } }` repeats the singular element; a bare list has no
 * singular and repeats `<item>`. Null, '' and an empty list are an empty element. A key that is no XML name becomes
 * `<item key="…">`. Characters that XML 1.0 forbids are dropped.
 */
export function renderXml(tree: Fields, envelope: XmlEnvelope): string {
  return rootStart(envelope) + elements(tree) + rootEnd
}

/** As `OpenList`, within this envelope. */
export function openXmlList(before: Fields, path: ListPath, envelope: XmlEnvelope): ListWriter {
  const row = path.length === 1 ? 'item' : path.at(-1)!
  const containers = path.length === 1 ? path : path.slice(0, -1)
  return {
    head: rootStart(envelope) + elements(before) + containers.map(startTag).join(''),
    item: (value) => element(row, value),
    tail: (after) => containers.map(endTag).reverse().join('') + elements(after) + rootEnd,
  }
}

const rootEnd = '</whmcsapi>'

function rootStart({ action, version }: XmlEnvelope): string {
  const declaration = '<?xml version="1.0" encoding="utf-8"?>'
  return `${declaration}\n<whmcsapi version="${escapeAttribute(version)}">${element('action', action.toLowerCase())}`
}

function elements(fields: Fields): string {
  return Object.entries(fields)
    .map(([key, value]) => element(key, value))
    .join('')
}

function element(key: string, value: Tree): string {
  return startTag(key) + content(value) + endTag(key)
}

function content(value: Tree): string {
  if (value === null || typeof value !== 'object') return escapeText(scalarText(value))
  if (Array.isArray(value)) return repeated('item', value)
  const [only, ...others] = Object.entries(value)
  if (only && others.length === 0 && Array.isArray(only[1])) return repeated(only[0], only[1])
  return elements(value)
}

function repeated(key: string, rows: Tree[]): string {
  return rows.map((row) => element(key, row)).join('')
}

const legalName = /^[A-Za-z_][A-Za-z0-9._-]*$/

function startTag(key: string): string {
  return legalName.test(key) ? `<${key}>` : `<item key="${escapeAttribute(key)}">`
}

function endTag(key: string): string {
  return legalName.test(key) ? `</${key}>` : '</item>'
}
