import { Invalid } from '../refusal.ts'

/** A filter, or with `isExcluded` what is not to be: `-status:held`. */
type SearchFilter = { readonly name: string; readonly value: string; readonly isExcluded?: true }

/** `status:held -module:cpanel since:2h "a text"`: what each filter is to be or not, and what is looked for besides. */
export type SearchQuery = {
  readonly filters: readonly SearchFilter[]
  /** The words and quoted texts, in their order. */
  readonly text: string
}

const LONGEST = 1000

/**
 * Blanks part the terms; quotes hold blanks together, in which `\"` is a quote. A colon behind a name makes a filter of a
 * term; whoever looks for a text with a colon puts it in quotes. One parser for the API, the command line and the console.
 */
export function parseSearchQuery(source: string): SearchQuery {
  if (source.length > LONGEST) throw new Invalid('q', `at most ${LONGEST} characters`)
  const filters: SearchFilter[] = []
  const words: string[] = []
  for (let at = 0; at < source.length; ) {
    if (isBlank(source[at]!)) {
      at++
      continue
    }
    const sign = source[at] === '-' && nameAt(source, at + 1) !== '' ? 1 : 0
    const name = nameAt(source, at + sign)
    const begin = name === '' ? at : at + sign + name.length + 1
    const { value, end } = valueAt(source, begin)
    if (name === '') words.push(value)
    else if (value === '') throw new Invalid('q', `a value behind ${name}:`)
    else filters.push({ name, value, ...(sign === 1 && { isExcluded: true }) })
    at = end
  }
  return { filters, text: words.filter((word) => word !== '').join(' ') }
}

const isBlank = (character: string): boolean => character === ' ' || character === '\t' || character === '\n'
const isNameCharacter = (character: string | undefined): boolean =>
  character !== undefined && /[A-Za-z]/.test(character)

/** The letters in front of a colon; empty where there are none. */
function nameAt(source: string, at: number): string {
  let end = at
  while (isNameCharacter(source[end])) end++
  return source[end] === ':' ? source.slice(at, end) : ''
}

function valueAt(source: string, at: number): { value: string; end: number } {
  if (source[at] === '"') return quotedAt(source, at + 1)
  let end = at
  while (end < source.length && !isBlank(source[end]!)) end++
  return { value: source.slice(at, end), end }
}

function quotedAt(source: string, at: number): { value: string; end: number } {
  let value = ''
  for (let end = at; end < source.length; end++) {
    if (source[end] === '"') return { value, end: end + 1 }
    if (source[end] === '\\' && (source[end + 1] === '"' || source[end + 1] === '\\')) end++
    value += source[end]
  }
  throw new Invalid('q', 'a quote that is closed')
}

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
}

/** `2h`, `30m`, `7d`: how long ago, in milliseconds; undefined of anything else. */
export function parseAgo(text: string): number | undefined {
  const [, count = '', unit = ''] = /^(\d{1,6})([smhdw])$/.exec(text) ?? []
  return count === '' ? undefined : Number(count) * UNIT_MS[unit]!
}

const ALIASES: Readonly<Record<string, readonly string[]>> = {
  since: ['from'],
  until: ['before', 'to'],
  type: ['serviceType'],
  class: ['failureClass'],
  settled: ['settledFrom'],
}
/** Where words go that have no name. */
const TEXT_FILTERS = ['search', 'description', 'subject']

/**
 * What each of these filters is to be. A name is that of a filter, or of one without its `Id`; what has no name is looked
 * for in the texts that are searched. What is excluded is `not`, in the same words, of a list that has this filter. Throws
 * `invalid` for `q` where there is no such filter, or two values for one.
 */
export function filtersOfQuery(source: string, filters: readonly string[]): Record<string, string> {
  const { filters: named, text } = parseSearchQuery(source)
  const words =
    text === '' ? [] : [{ name: TEXT_FILTERS.find((one) => filters.includes(one)) ?? 'search', value: text }]
  const found: Record<string, string> = {}
  const excluded: string[] = []
  for (const { name, value, isExcluded } of [...named, ...words] as readonly SearchFilter[]) {
    const filter = [name, `${name}Id`, ...(ALIASES[name] ?? [])].find((one) => filters.includes(one))
    if (filter === undefined) throw new Invalid('q', `filters such as ${filters.join(', ')}`, name)
    if (isExcluded) {
      if (!filters.includes('not')) throw new Invalid('q', 'filters that nothing is excluded by', `-${name}`)
      excluded.push(`${filter}:${quoted(value)}`)
      continue
    }
    if (found[filter] !== undefined) throw new Invalid('q', `one value for ${filter}`)
    found[filter] = value
  }
  if (excluded.length > 0) found.not = [...(found.not === undefined ? [] : [found.not]), ...excluded].join(' ')
  return found
}

const quoted = (value: string): string => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
