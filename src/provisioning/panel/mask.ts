import { makeFieldFinder } from '../../base/masking/find-fields.ts'
import { makeValueFinder } from '../../base/masking/find-values.ts'
import type { TextSpan } from '../../base/masking/view.ts'
import { MASK } from '../../base/secrets/sealed.ts'

/** What nobody may read in traces. Names are compared without regard to case. */
export type SecretNames = {
  /** Beside those that carry credentials everywhere, such as Authorization and Cookie. */
  headers?: readonly string[]
  /** Of query, form, JSON and XML, in requests and answers. */
  fields?: readonly string[]
}

/**
 * Keeps secrets out of what people read: by the names under which they stand, and by their values wherever they stand. Each
 * text is cut to `longest` characters, behind the masking.
 */
export interface Masker {
  /** Masks the values that are known, in every escaping in which panels repeat them, and in two of them. */
  values(text: string, longest?: number): string
  /** Masks also what stands under a secret name in a query, form, JSON or XML; the text may be cut anywhere. */
  text(text: string, longest?: number): string
  headers(headers: Readonly<Record<string, string>>): Record<string, string>
}

const SECRET_HEADERS = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'x-auth-token',
  'webhook-signature',
]

/** Nobody reads more, and what is not read for secrets is not shown. */
export const LONGEST_TEXT = 65_536
/** Behind the cut, so that a secret in whatever escaping is known before it is cut in two. */
const MARGIN = 8192

/** A value of fewer than four characters would mask half of every sentence: it is masked by its name only. */
export function makeMasker(secretValues: readonly string[], { headers = [], fields = [] }: SecretNames = {}): Masker {
  const findValues = makeValueFinder(secretValues)
  const findFields = makeFieldFinder(fields)
  const secretHeaders = new Set([...SECRET_HEADERS, ...headers.map((name) => name.toLowerCase())])

  const findBoth = (text: string) => [...findFields(text), ...findValues(text)]
  const text = (given: string, longest = LONGEST_TEXT) => mask(given, longest, findBoth)
  return {
    values: (given, longest = LONGEST_TEXT) => mask(given, longest, findValues),
    text,
    headers: (given) =>
      Object.fromEntries(
        Object.entries(given).map(([name, value]) => [
          name,
          secretHeaders.has(name.toLowerCase()) ? MASK : text(value),
        ]),
      ),
  }
}

function mask(text: string, longest: number, find: (text: string) => readonly TextSpan[]): string {
  const spans = find(text.slice(0, longest + MARGIN)).toSorted(([a], [b]) => a - b)
  const end = Math.min(text.length, longest)
  let [masked, from] = ['', 0]
  for (const [start, behind] of spans) {
    if (start >= end) break
    if (start > from || from === 0) masked += `${text.slice(from, start)}${MASK}`
    from = Math.max(from, behind)
  }
  if (from < end) masked += text.slice(from, end)
  return text.length > longest ? `${masked}… (${text.length} characters in all)` : masked
}
