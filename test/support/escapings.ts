import fc from 'fast-check'

/** A way in which panels, shells and web servers write a text. `random` is from 0 up to 1, for those that have a choice. */
type Escaping = (text: string, random: () => number) => string

const hex = (code: number, digits = 2) => code.toString(16).padStart(digits, '0')
const each = (text: string, written: (character: string) => string) => Array.from(text, written).join('')
const units = (text: string, written: (code: number) => string) =>
  Array.from({ length: text.length }, (_, index) => written(text.charCodeAt(index))).join('')
const bytes = (text: string, written: (byte: number) => string) => Array.from(Buffer.from(text), written).join('')
const ascii = (text: string, written: (character: string) => string) =>
  each(text, (character) => (character < '\x80' ? character : written(character)))
const isWord = (character: string) => /^[a-zA-Z0-9]$/.test(character)
const html = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const NAMES: Record<string, string> = { ä: 'auml', ö: 'ouml', ß: 'szlig', é: 'eacute', '€': 'euro', Ω: 'Omega' }
const json = (text: string) => JSON.stringify(text).slice(1, -1)
const ESCAPINGS: Readonly<Record<string, Escaping>> = {
  plain: (text) => text,
  JSON: json,
  'JSON as PHP writes it': (text) =>
    ascii(json(text).replaceAll('/', '\\/'), (c) => units(c, (u) => `\\u${hex(u, 4)}`)),
  'JSON for HTML': (text) => json(text).replace(/[<>&'"]/g, (c) => `\\u${hex(c.charCodeAt(0), 4).toUpperCase()}`),
  'JSON, all of it': (text) => units(text, (u) => `\\u${hex(u, 4)}`),
  'JavaScript code points': (text) => each(text, (c) => (isWord(c) ? c : `\\u{${hex(c.codePointAt(0)!, 1)}}`)),
  HTML: html,
  'HTML with names': (text) => each(html(text), (c) => (NAMES[c] ? `&${NAMES[c]};` : c)),
  'HTML with an apostrophe': (text) => html(text).replaceAll("'", '&#039;'),
  'HTML in decimal': (text) => each(text, (c) => `&#${c.codePointAt(0)};`),
  'HTML in hexadecimal': (text) => each(text, (c) => `&#x${hex(c.codePointAt(0)!).toUpperCase()};`),
  'HTML with zeros': (text) => each(text, (c) => (isWord(c) ? c : `&#X000${hex(c.codePointAt(0)!)};`)),
  'HTML without semicolons': (text) =>
    text.replace(/[^a-zA-Z0-9](\d?)/gu, (c, digit) => `&#${c.codePointAt(0)}${digit === '' ? '' : `;${digit}`}`),
  'XML CDATA': (text) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`,
  percent: encodeURIComponent,
  'percent in lower case': (text) => encodeURIComponent(text).replace(/%../g, (c) => c.toLowerCase()),
  'percent, all of it': (text) => bytes(text, (b) => `%${hex(b).toUpperCase()}`),
  'percent, some of it': (text, random) =>
    each(text, (c) => (isWord(c) && random() < 0.5 ? c : bytes(c, (b) => `%${hex(b)}`))),
  'percent of an address': encodeURI,
  'escape()': (text) => units(text, (u) => (u < 0x100 ? `%${hex(u)}` : `%u${hex(u, 4)}`)),
  'percent in Latin-1': (text) =>
    each(text, (c) => (isWord(c) ? c : c > '\xff' ? encodeURIComponent(c) : `%${hex(c.charCodeAt(0))}`)),
  form: (text) => new URLSearchParams({ v: text }).toString().slice(2),
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64 without padding': (text) => Buffer.from(text).toString('base64').replaceAll('=', ''),
  'base64 for URLs': (text) => Buffer.from(text).toString('base64url'),
  'base64 in lines': (text) =>
    Buffer.from(`${'x'.repeat(50)}${text}${'y'.repeat(50)}`)
      .toString('base64')
      .replace(/.{64}/g, '$&\r\n'),
  'basic credentials': (text, random) =>
    `Basic ${Buffer.from(`${'admin'.slice(0, 1 + Math.floor(random() * 4))}:${text}`).toString('base64')}`,
  'base64 of UTF-16': (text) => Buffer.from(text, /^[\0-\x7f]*$/.test(text) ? 'utf16le' : 'utf8').toString('base64'),
  'single quotes': (text) => `'${text.replaceAll("'", "'\\''")}'`,
  'single quotes as Python has them': (text) => `'${text.replaceAll("'", `'"'"'`)}'`,
  'double quotes': (text) => `"${text.replace(/["\\$`]/g, '\\$&')}"`,
  backslashes: (text) => each(text, (c) => (isWord(c) || c > '\x7f' ? c : `\\${c}`)),
  'a backslash for each': (text) => each(text, (c) => `\\${c}`),
  'shell, hexadecimal': (text) => `$'${bytes(text, (b) => `\\x${hex(b)}`)}'`,
  'shell, octal': (text) => `$'${bytes(text, (b) => `\\${b.toString(8).padStart(3, '0')}`)}'`,
  'shell, what needs it': (text) =>
    `$'${each(text, (c) => (isWord(c) ? c : bytes(c, (b) => `\\${b.toString(8).padStart(3, '0')}`)))}'`,
  SQL: (text) => `'${text.replaceAll("'", "''")}'`,
  CSV: (text) => `"${text.replaceAll('"', '""')}"`,
  'read as Latin-1': (text) => Buffer.from(text).toString('latin1'),
  'some of each': (text, random) =>
    each(text, (c) => {
      const code = c.codePointAt(0)!
      const ways = [
        c === '\\' || c === '&' || c === '%' ? `%${hex(code)}` : c,
        `&#${code};`,
        bytes(c, (b) => `%${hex(b)}`),
        units(c, (u) => `\\u${hex(u, 4)}`),
        `&#x${hex(code)};`,
      ]
      return ways[Math.floor(random() * ways.length)]!
    }),
}

/** What is a secret in tests: letters, digits and all that has to be escaped somewhere, told from the text around it. */
export const secrets = fc
  .string({
    unit: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...'abcdeghkmnrtuvxz', ...'ABEFNRTUX', ...'0123456789') },
      { weight: 3, arbitrary: fc.constantFrom(...`"'\\/&<>%+ ;:=#$\`!?*()[]{}|~^@,._-`) },
      { weight: 1, arbitrary: fc.constantFrom('ä', 'ö', 'ß', 'é', 'Ω', '€', '漢', '🔑', '😀') },
    ),
    minLength: 8,
    maxLength: 24,
  })
  .filter((text) => !/^\s|\s$/.test(text) && text.replace(/['"`^$\\ ]/g, '').length >= 6)

/** Within what a panel says the secret. */
const SURROUNDINGS: readonly (readonly [string, string])[] = [
  ['', ''],
  ['Login failed for user root with password ', ' (code 5)'],
  ['{"user":"root","note":"', '","ok":0}'],
  ['<p class="error">', '</p>'],
  ['user=root&pass=', '&x=1'],
  ["curl -u 'root:", "' https://h/"],
]

const names = Object.keys(ESCAPINGS)

/** One escaping within another one, in a text around; `how` says which, and `forms` are what may stand nowhere. */
export const twoLayers = fc
  .record({
    inner: fc.constantFrom(...names),
    outer: fc.constantFrom(...names),
    around: fc.constantFrom(...SURROUNDINGS),
    chances: fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
  })
  .map(({ inner, outer, around: [before, after], chances }) => (secret: string) => {
    const random = () => chances.next().value!
    const once = ESCAPINGS[inner]!(secret, random)
    const twice = ESCAPINGS[outer]!(once, random)
    // A text with backslashes of two kinds could not be read by anybody.
    const domain = `${once}${twice}`.includes('\\') ? '' : 'DOMAIN\\'
    return { text: `${before}${domain}${twice}${after}`, how: `${inner} within ${outer}`, forms: [secret, once, twice] }
  })
