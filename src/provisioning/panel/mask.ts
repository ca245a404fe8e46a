/** What nobody may read in traces. Names are compared without regard to case. */
export type SecretNames = {
  /** Beside those that carry credentials everywhere, such as Authorization and Cookie. */
  headers?: readonly string[]
  /** Of query, form, JSON and XML, in requests and answers. */
  fields?: readonly string[]
}

/** Keeps secrets out of what people read: by the names under which they stand, and by their values wherever they stand. */
export interface Masker {
  /** Masks the values that are known, in every form in which panels repeat them. */
  values(text: string): string
  /** Masks also what stands under a secret name in a query, form, JSON or XML; the text may be cut anywhere. */
  text(text: string): string
  headers(headers: Readonly<Record<string, string>>): Record<string, string>
  /** The longest form of a known value, in characters. */
  readonly longest: number
}

const MASK = '***'

const SECRET_HEADERS = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'x-auth-token',
  'webhook-signature',
]

/** Shorter ones would mask half of every sentence; they are masked by name only. */
const SHORTEST = 4

export function makeMasker(secretValues: readonly string[], { headers = [], fields = [] }: SecretNames = {}): Masker {
  const forms = [...new Set(secretValues.filter((value) => value.length >= SHORTEST).flatMap(formsOf))]
  // The longest first: one secret may begin with another.
  forms.sort((a, b) => b.length - a.length)
  const known = forms.length === 0 ? undefined : new RegExp(forms.map(escapeRegExp).join('|'), 'gi')
  const secretHeaders = new Set([...SECRET_HEADERS, ...headers.map((name) => name.toLowerCase())])
  const named = fields.length === 0 ? [] : patternsOf(fields)

  const values = (text: string): string => (known ? text.replace(known, MASK) : text)
  return {
    values,
    text: (text) => values(named.reduce((masked, pattern) => masked.replace(pattern, `$1${MASK}`), text)),
    headers: (given) =>
      Object.fromEntries(
        Object.entries(given).map(([name, value]) => [
          name,
          secretHeaders.has(name.toLowerCase()) ? MASK : values(value),
        ]),
      ),
    longest: forms[0]?.length ?? 0,
  }
}

/** As it is, and as it looks in URLs, forms, JSON, HTML and inside of base64 at any place. */
function formsOf(value: string): string[] {
  const percent = encodeURIComponent(value)
  return [
    value,
    percent,
    percent.replaceAll('%20', '+'),
    new URLSearchParams({ v: value }).toString().slice(2),
    JSON.stringify(value).slice(1, -1),
    JSON.stringify(value).slice(1, -1).replaceAll('/', '\\/'),
    value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    ...[0, 1, 2].flatMap((offset) => insideBase64(value, offset)),
  ]
}

/** The characters of base64 that are this value's alone, when `offset` bytes (modulo three) stand before it. */
function insideBase64(value: string, offset: number): string[] {
  const bytes = Buffer.byteLength(value)
  const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]).toString('base64')
  const start = Math.ceil((offset * 8) / 6)
  const own = encoded.slice(start, Math.floor(((offset + bytes) * 8) / 6))
  return own.length < SHORTEST ? [] : [own, own.replaceAll('+', '-').replaceAll('/', '_')]
}

function patternsOf(fields: readonly string[]): RegExp[] {
  const names = fields.map(escapeRegExp).join('|')
  return [
    // JSON, also where the end of the text is missing.
    new RegExp(`("(?:${names})"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\.)*(?:"|\\\\?$)|[\\d.eE+-]+)`, 'gi'),
    new RegExp(`((?:^|[?&;\\s])(?:${names})=)[^&;\\s"<]*`, 'gi'),
    new RegExp(`(<(?:${names})>)[^<]*`, 'gi'),
  ]
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
