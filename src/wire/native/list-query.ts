import type { z } from 'zod'
import { filtersOfQuery, parseAgo } from '../../base/text/search-query.ts'
import type { ApiOperation } from './contract/operation.ts'
import { invalidAt } from './problem.ts'

type Asked = Record<string, string | string[]>

/**
 * `q` is another way to write the filters of a list: `status:held client:7 since:2h "a text"`. `2h` is that long ago where
 * an instant is asked for.
 */
export function withFiltersOfQuery({ query }: ApiOperation, asked: Asked, now: number): Asked {
  const { q, fields: _fields, ...rest } = asked
  if (q === undefined || !query || !('q' in query.shape)) return asked
  if (Array.isArray(q)) throw invalidAt('query.q', 'expected one text')
  const merged: Asked = Object.assign(Object.create(null), rest)
  for (const [filter, value] of Object.entries(filtersOfQuery(q, filtersOf(query)))) {
    if (merged[filter] !== undefined) throw invalidAt('query.q', `expected one value for ${filter}`)
    const ago = isInstant(query.shape[filter]!) ? parseAgo(value) : undefined
    merged[filter] = ago === undefined ? value : new Date(now - ago).toISOString()
  }
  return merged
}

const NOT_FILTERS = new Set(['q', 'fields', 'offset', 'limit', 'cursor', 'sort', 'include'])
const filtersOf = ({ shape }: z.ZodObject): string[] => Object.keys(shape).filter((name) => !NOT_FILTERS.has(name))

/** Whether it takes a moment: then text that is one is read as such. */
const isInstant = (schema: unknown): boolean =>
  (schema as z.ZodType).safeParse('2026-02-03T10:00:00.000Z').success && !(schema as z.ZodType).safeParse('x').success

/** The fields of `fields=id,name`, each of which an item of the list may have; undefined where all are wanted. */
export function wantedFields({ query, response }: ApiOperation, { fields }: Asked): readonly string[] | undefined {
  if (fields === undefined || !query || !('fields' in query.shape)) return undefined
  const known = fieldsOfItems(response)
  const wanted = String(fields).split(',')
  const unknown = wanted.find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw invalidAt('query.fields', `there is no field ${unknown.slice(0, 60)}; there are ${known.join(', ')}`)
  return wanted
}

function fieldsOfItems(response: z.ZodType): string[] {
  const { items } = (response as z.ZodObject).shape as { items?: z.ZodArray<z.ZodObject> }
  return items ? Object.keys(items.element.shape) : []
}

/** Of each item only what is wanted. */
export function withFields(body: unknown, wanted: readonly string[] | undefined): unknown {
  if (!wanted) return body
  const { items, ...rest } = body as { items: readonly Record<string, unknown>[] }
  return { items: items.map((item) => Object.fromEntries(wanted.map((name) => [name, item[name]]))), ...rest }
}
