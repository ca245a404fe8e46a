/**
 * A term of the small query language, as API and command line have it too: `server:3`, `-server:3` for all others, or text
 * without a name.
 */
export type Term = { readonly name: string; readonly value: string; readonly isExcluded?: true }

const isBlank = (character: string): boolean => character === ' ' || character === '\t' || character === '\n'

/** What stands in a query, in its order. A quote that is not closed ends with the text: somebody is typing. */
export function parseTerms(query: string): Term[] {
  const terms: Term[] = []
  for (let at = 0; at < query.length; ) {
    if (isBlank(query[at]!)) {
      at++
      continue
    }
    const sign = query[at] === '-' && nameAt(query, at + 1) !== '' ? 1 : 0
    const name = nameAt(query, at + sign)
    const { value, end } = valueAt(query, name === '' ? at : at + sign + name.length + 1)
    if (name !== '' || value !== '') terms.push({ name, value, ...(sign === 1 && { isExcluded: true }) })
    at = end
  }
  return terms
}

function nameAt(query: string, at: number): string {
  let end = at
  while (end < query.length && /[A-Za-z]/.test(query[end]!)) end++
  return query[end] === ':' ? query.slice(at, end) : ''
}

function valueAt(query: string, at: number): { value: string; end: number } {
  const isQuoted = query[at] === '"'
  let value = ''
  let end = isQuoted ? at + 1 : at
  for (; end < query.length; end++) {
    if (isQuoted && query[end] === '"') return { value, end: end + 1 }
    if (!isQuoted && isBlank(query[end]!)) break
    if (isQuoted && query[end] === '\\' && /["\\]/.test(query[end + 1] ?? '')) end++
    value += query[end]
  }
  return { value, end }
}

/** A query that says exactly this. */
export const formatTerms = (terms: readonly Term[]): string =>
  terms
    .map(({ name, value, isExcluded }) =>
      name === '' ? quoted(value) : `${isExcluded ? '-' : ''}${name}:${quoted(value)}`,
    )
    .join(' ')

const quoted = (value: string): string =>
  /^[^\s":\\]+$/.test(value) ? value : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
