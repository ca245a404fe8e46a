// A bare carriage return would be read back as a line feed.
const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#039;',
  '\r': '&#13;',
}
const toEscape = /[&<>"'\r]|[^\t\n\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** Text for between tags. Characters that XML 1.0 forbids are dropped. */
export function escapeText(text: string): string {
  return text.replace(toEscape, (character) => entities[character] ?? '')
}

/** Text for between double quotes. */
export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('\t', '&#9;').replaceAll('\n', '&#10;')
}
