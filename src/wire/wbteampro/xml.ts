import type { Fields, Tree } from '../codec/tree.ts'
import { escapeAttribute, escapeText } from '../codec/xml-text.ts'

/** What one row of a list is called. The document is silent; a list of anything else holds `<item>`. */
const SINGULARS: Readonly<Record<string, string>> = {
  projects: 'project',
  actions: 'action',
  topics: 'topic',
  files: 'file',
  whmcstickets: 'whmcsticket',
  ticketxrefs: 'ticketxref',
  timelogs: 'timelog',
  resources: 'resource',
  parameters: 'parameter',
  errors: 'error',
}

/**
 * The same structure as the JSON: members are elements, a list holds one element for each row, null is an empty element
 * with `nil="true"`, and booleans are 1 and 0.
 */
export const renderXml = (answer: Fields): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<api>${members(answer)}</api>`

const members = (fields: Fields): string =>
  Object.entries(fields)
    .map(([name, value]) => element(name, value))
    .join('')

function element(name: string, value: Tree): string {
  const [start, end] = LEGAL_NAME.test(name) ? [name, name] : [`item key="${escapeAttribute(name)}"`, 'item']
  if (value === null) return `<${start} nil="true"/>`
  return `<${start}>${content(name, value)}</${end}>`
}

function content(name: string, value: Exclude<Tree, null>): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (Array.isArray(value)) return value.map((row) => element(singularOf(name), row)).join('')
  return typeof value === 'object' ? members(value) : escapeText(String(value))
}

const LEGAL_NAME = /^[A-Za-z_][A-Za-z0-9._-]*$/

const singularOf = (plural: string): string => (Object.hasOwn(SINGULARS, plural) ? SINGULARS[plural]! : 'item')
