import { Invalid } from '../base/refusal.ts'
import { filtersOfQuery } from '../base/text/search-query.ts'
import { FAILURE_CLASSES } from '../provisioning/panel/outcome.ts'
import { exclusionsOf } from '../provisioning/queue/exclusions.ts'
import { SERVICE_TYPES } from '../services/service-type.ts'
import { inTheirWords } from '../services/services.ts'
import type { BulkFilter, BulkNoun } from './bulk-action.ts'
import { BulkRefused } from './refused.ts'

const MOST_IDS = 10_000

/** What is asked for: filters by their names, and more of them in one text. */
export type GivenFilter = Readonly<Record<string, unknown>> & {
  readonly ids?: readonly number[] | undefined
  readonly q?: string | undefined
}

type Reads = (field: string, value: unknown) => unknown

/** The filters that the list of each noun takes. */
const FILTERS: Readonly<Record<BulkNoun, Readonly<Record<string, Reads>>>> = {
  moduleQueue: {
    serviceType: oneOf(SERVICE_TYPES),
    relatedId: number,
    module: anyText,
    action: anyText,
    serverId: number,
    failureClass: oneOf(FAILURE_CLASSES),
    cause: anyText,
    attention: flag,
    clientId: number,
    search: anyText,
    from: instant,
    not: exclusions,
  },
  services: {
    clientId: number,
    serviceId: number,
    productId: number,
    domain: anyText,
    username: anyText,
    status: anyText,
  },
}

/**
 * The filter as it is kept. Refuses one that is empty, because that would be all there is, and what the list of the noun
 * does not take.
 */
export function readFilter(noun: BulkNoun, { ids, q, ...given }: GivenFilter): BulkFilter {
  const known = FILTERS[noun]
  const filter: Record<string, unknown> = {}
  const set = (field: string, value: unknown) => {
    const reads = Object.hasOwn(known, field) ? known[field] : undefined
    if (!reads) throw new Invalid(`filter.${field}`, `one of ${Object.keys(known).join(', ')}`)
    if (filter[field] !== undefined) throw new Invalid('filter.q', `one value for ${field}`)
    filter[field] = reads(`filter.${field}`, value)
  }
  for (const [field, value] of Object.entries(given)) if (value !== undefined) set(field, value)
  if (q !== undefined)
    for (const [field, value] of Object.entries(filtersOfQuery(q, Object.keys(known)))) set(field, value)
  if (ids === undefined && Object.keys(filter).length === 0) throw emptyFilter()
  if (ids && (ids.length === 0 || ids.length > MOST_IDS)) throw new Invalid('filter.ids', `1 to ${MOST_IDS} ids`)
  return { ...(noun === 'services' ? inTheirWords(filter) : ofQueue(filter)), ...(ids && { ids: [...new Set(ids)] }) }
}

/** The list's `from` is the store's `since`. */
const ofQueue = ({ from, ...filter }: Record<string, unknown>): Record<string, unknown> =>
  from === undefined ? filter : { ...filter, since: from }

/** In milliseconds, or as text in UTC: it is kept, so it is not told by how long ago it is. */
function instant(field: string, value: unknown): number {
  const isText = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/.test(value)
  const at = isText ? Date.parse(value) : value
  if (typeof at !== 'number' || !Number.isSafeInteger(at))
    throw new Invalid(field, 'an instant as 2026-02-03T10:00:00Z')
  return at
}

function exclusions(field: string, value: unknown): unknown {
  return exclusionsOf(anyText(field, value))
}

function anyText(field: string, value: unknown): string {
  if (typeof value !== 'string' || value.includes('\0')) throw new Invalid(field, 'a text')
  return value
}

function number(field: string, value: unknown): number {
  const read = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  if (typeof read !== 'number' || !Number.isSafeInteger(read)) throw new Invalid(field, 'a whole number')
  return read
}

function flag(field: string, value: unknown): boolean {
  if (value === true || value === 'true') return true
  if (value === false || value === 'false') return false
  throw new Invalid(field, 'true or false')
}

function oneOf(words: readonly string[]): Reads {
  return (field, value) => {
    if (!words.includes(String(value))) throw new Invalid(field, `one of ${words.join(', ')}`)
    return value
  }
}

const emptyFilter = () =>
  new BulkRefused(
    'empty_filter',
    'An empty filter would be everything there is',
    {},
    { hint: 'Say which ones: by a filter of the list, or by their ids' },
  )
