import { Invalid } from '../../base/refusal.ts'
import type { MailContent } from '../mail/mail.ts'
import type { PlaceholderValue, PlaceholderValues } from './template.ts'

const PLACEHOLDER = /\{\{([a-zA-Z]{1,40})\}\}/g
const LONGEST_SUBJECT = 200

/**
 * The whole language: `{{name}}` stands for a value, and a line all of whose placeholders are empty is left out. In HTML
 * values are escaped; nothing of a value is read as a placeholder again.
 */
export function render(template: MailContent, values: PlaceholderValues): MailContent {
  const plainOf = (value: PlaceholderValue) => (typeof value === 'string' ? value : value.plain)
  const htmlOf = (value: PlaceholderValue) => (typeof value === 'string' ? escapeHtml(value) : value.html)
  return {
    subject: oneLine(filled(template.subject, values, (value) => oneLine(plainOf(value)))),
    plain: filled(template.plain, values, plainOf).replace(/\n{3,}/g, '\n\n'),
    html: filled(template.html, values, htmlOf),
  }
}

function filled(text: string, values: PlaceholderValues, shown: (value: PlaceholderValue) => string): string {
  const filling = (name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    return value === undefined ? '' : shown(value)
  }
  const lines: string[] = []
  for (const line of text.split('\n')) {
    const names = [...line.matchAll(PLACEHOLDER)].map(([, name]) => name!)
    if (names.length > 0 && names.every((name) => filling(name) === '')) continue
    lines.push(line.replace(PLACEHOLDER, (_, name: string) => filling(name)))
  }
  return lines.join('\n')
}

/** A header has one line: whatever would begin another is a blank. */
export const oneLine = (text: string): string =>
  Array.from(text.slice(0, 4 * LONGEST_SUBJECT).replace(/[\p{Cc}\u2028\u2029]+/gu, ' '))
    .slice(0, LONGEST_SUBJECT)
    .join('')
    .trim()

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!)

/** Refuses what would stay as it is in a mail. */
export function requirePlaceholders(field: string, text: string, known: readonly string[]): void {
  const rest = text.replace(PLACEHOLDER, (whole, name: string) => (known.includes(name) ? '' : whole))
  const odd = /\{\{[^\n]{0,45}/.exec(rest)?.[0]
  if (odd !== undefined)
    throw new Invalid(field, `placeholders of ${known.map((name) => `{{${name}}}`).join(', ')}`, odd)
}
