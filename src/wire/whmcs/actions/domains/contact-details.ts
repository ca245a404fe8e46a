import { Refusal } from '../../../../base/refusal.ts'
import type { ContactRole, RegistrarContacts } from '../../../../provisioning/panel/registrar-ask.ts'
import type { Fields } from '../../../codec/tree.ts'

const ROLES: readonly (readonly [name: string, role: ContactRole])[] = [
  ['Registrant', 'registrant'],
  ['Admin', 'admin'],
  ['Tech', 'tech'],
  ['Billing', 'billing'],
]

/** Maps, as the table of the documents says; its sample prints each as one text. */
export const contactsFields = (contacts: RegistrarContacts): Fields =>
  Object.fromEntries(ROLES.flatMap(([name, role]) => (contacts[role] ? [[name, { ...contacts[role] }] as const] : [])))

const LONGEST_XML = 20_000
const MOST_FIELDS = 200

const malformed = () => new Refusal('xml_invalid', 'Invalid XML')

/**
 * `<contactdetails><Registrant><Name>…</Name>…</Registrant>…</contactdetails>`. Only that: no attributes, entities but the
 * five that XML has, comments or doctypes, so nothing outside is ever read.
 */
export function contactsOfXml(xml: string): RegistrarContacts {
  if (xml.length > LONGEST_XML) throw malformed()
  const body = inner(xml.replace(/^\s*<\?xml[^>]{0,200}\?>/, ''), 'contactdetails')
  const contacts: { [role in ContactRole]?: Record<string, string> } = {}
  for (const [name, content] of elementsOf(body)) {
    const role = ROLES.find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1]
    if (!role) throw malformed()
    contacts[role] = Object.fromEntries(elementsOf(content).map(([field, text]) => [field, textOf(text)]))
  }
  return contacts
}

function inner(xml: string, root: string): string {
  const [only, ...others] = elementsOf(xml)
  if (!only || others.length > 0 || only[0].toLowerCase() !== root) throw malformed()
  return only[1]
}

/** The elements that stand side by side in a text, with what is inside each. */
function elementsOf(xml: string): [name: string, content: string][] {
  const elements: [string, string][] = []
  let at = 0
  while (xml.slice(at).trim() !== '') {
    const open = xml.indexOf('<', at)
    const end = xml.indexOf('>', open)
    if (open < 0 || end < 0 || xml.slice(at, open).trim() !== '' || elements.length >= MOST_FIELDS) throw malformed()
    const isEmpty = xml[end - 1] === '/'
    const name = xml.slice(open + 1, isEmpty ? end - 1 : end).trim()
    if (!/^[A-Za-z][A-Za-z0-9_]{0,59}$/.test(name)) throw malformed()
    if (isEmpty) {
      elements.push([name, ''])
      at = end + 1
      continue
    }
    const close = `</${name}>`
    const until = xml.indexOf(close, end)
    if (until < 0) throw malformed()
    elements.push([name, xml.slice(end + 1, until)])
    at = until + close.length
  }
  return elements
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function textOf(xml: string): string {
  if (xml.includes('<')) throw malformed()
  return xml
    .trim()
    .slice(0, 255)
    .replace(/&([a-z]{2,4});/g, (whole, name: string) => ENTITIES[name] ?? whole)
}
