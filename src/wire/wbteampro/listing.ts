import { addDays, type CalendarDate } from '../../base/calendar.ts'
import type { Page } from '../../base/page.ts'
import { Invalid } from '../../base/refusal.ts'
import { scalar } from '../codec/parameter.ts'
import { type Param, valuesOf } from '../codec/php-value.ts'
import type { Fields, Tree } from '../codec/tree.ts'
import type { RemoteCall } from './call.ts'
import { type Column, type Columns, dateFrom, instantFrom, wholeFrom } from './column.ts'
import { recordOf } from './record.ts'
import { asParameters } from './refuse.ts'

export const LARGEST_PAGE = 500
export const USUAL_PAGE = 50
const FURTHEST = 999_999_999_999

/** What a list answers to, decoded: what to ask of a verb, and how to say what was asked. */
export type Listing<Row> = {
  /** Values by the domain's field; null among them is what is unset. */
  readonly filter: Readonly<Record<string, readonly unknown[]>>
  /** The same of columns that are no field of the domain, by their names. */
  readonly others: Readonly<Record<string, readonly unknown[] | undefined>>
  readonly search: string | undefined
  /** The range of starts, as days. */
  readonly range: { readonly startFrom: CalendarDate | undefined; readonly startTo: CalendarDate | undefined }
  /** The same as instants: from the first day on, and before the day after the last. */
  readonly startedFrom: number | undefined
  readonly startedBefore: number | undefined
  readonly changedSince: number | undefined
  readonly page: Page
  readonly order: { by: keyof Row & string; descending: boolean } | undefined
  /** The columns that were asked for; all without. */
  readonly only: readonly string[] | undefined
  /** `data` of the answer. */
  data(total: number): Fields
  /** The rows with the columns that were asked for. */
  rows(rows: readonly Row[], more?: (row: Row) => Fields): Tree[]
}

type Options = {
  /** What is in force without being asked for, shown among the filters: an id of the chain wins, a default does not. */
  forced?: Fields
  defaults?: Readonly<Record<string, string>>
  /** Filters beside the columns, which the method applies itself. */
  shown?: Fields
  limit: number
}

/** Section 3.6 of the reference. Unknown filters are passed over, and do not stand among `filters`. */
type ListedNoun<Row> = { readonly columns: Columns<Row>; readonly filters?: Columns<Row> }

export const readListing = <Row>(call: RemoteCall, noun: ListedNoun<Row>, options: Options): Listing<Row> =>
  asParameters(() => listingOf(call, noun, options))

function listingOf<Row>(
  call: RemoteCall,
  { columns, filters: more }: ListedNoun<Row>,
  { forced = {}, defaults = {}, shown = {}, limit: usual }: Options,
): Listing<Row> {
  const { params, wallClock } = call
  const filter: Record<string, readonly unknown[]> = {}
  const others: Record<string, readonly unknown[]> = {}
  const filters: Fields = { ...forced }
  for (const [name, column] of Object.entries({ ...columns, ...more })) {
    if (!column.filters || Object.hasOwn(forced, name)) continue
    // Said back under the name that was used.
    const said = [name, ...column.aliases].find((each) => params.has(each)) ?? name
    const values = filterValues(call, column, said, params.get(said) ?? defaults[name])
    if (values === undefined) continue
    if (column.field) filter[column.field] = values
    else others[name] = values
    filters[said] = shownFilter(column, values)
  }

  const text = (name: string) => scalar(params.get(name), name)?.trim() || undefined
  const search = text('search')
  const day = (name: string) => {
    const sent = text(name)
    return sent === undefined ? undefined : (dateFrom(sent, name) ?? undefined)
  }
  const rangeStart = day('range_start')
  const rangeStop = day('range_stop')
  const since = text('updated_since')
  const changedSince = since === undefined ? undefined : (instantFrom(since, 'updated_since', wallClock) ?? undefined)
  Object.assign(filters, shown)
  if (search !== undefined) filters.search = search
  if (rangeStart) filters.range_start = rangeStart
  if (rangeStop) filters.range_stop = rangeStop
  if (since !== undefined && changedSince !== undefined) filters.updated_since = since

  const page = readPage(call, usual)
  const only = readFields(call, columns)
  return {
    filter,
    others,
    search,
    range: { startFrom: rangeStart, startTo: rangeStop },
    startedFrom: rangeStart && wallClock.startOfDay(rangeStart),
    startedBefore: rangeStop && wallClock.startOfDay(addDays(rangeStop, 1)),
    changedSince,
    page,
    order: readOrder(call, columns),
    only,
    data: (total) => ({
      total,
      page: Math.floor(page.offset / page.limit) + 1,
      // One sample is all there is: one row at 50 a page is 0 pages.
      pages: Math.floor(total / page.limit),
      limit: page.limit,
      offset: page.offset,
      filters,
    }),
    rows: (rows, more) => rows.map((row) => ({ ...recordOf(call, columns, row, only), ...more?.(row) })),
  }
}

/** Too large a `limit` is cut to the largest, and the answer says so. */
function readPage({ params }: RemoteCall, usual: number): Listing<never>['page'] {
  const whole = (name: string, least: number) => {
    const sent = scalar(params.get(name), name)?.trim()
    if (!sent) return undefined
    return wholeFrom(sent, name, least, FURTHEST)
  }
  const limit = Math.min(whole('limit', 1) ?? usual, LARGEST_PAGE)
  const page = whole('page', 1) ?? 1
  return { limit, offset: whole('offset', 0) ?? Math.min((page - 1) * limit, FURTHEST) }
}

function readOrder<Row>({ params }: RemoteCall, columns: Columns<Row>): Listing<Row>['order'] {
  const direction = scalar(params.get('orderdir'), 'orderdir')?.trim().toLowerCase() || 'asc'
  if (direction !== 'asc' && direction !== 'desc') throw new Invalid('orderdir', 'asc or desc', direction)
  const name = scalar(params.get('orderby'), 'orderby')?.trim()
  if (!name) return undefined
  const by = Object.hasOwn(columns, name) ? columns[name]!.field : undefined
  if (!by) throw new Invalid('orderby', 'a column of the list', name)
  return { by, descending: direction === 'desc' }
}

/** A comma list, or a list. */
function readFields<Row>({ params }: RemoteCall, columns: Columns<Row>): readonly string[] | undefined {
  const names = valuesOf(params.get('fields')).flatMap((value) => {
    if (typeof value !== 'string') throw new Invalid('fields', 'a comma list of columns', [])
    return value.split(',').flatMap((name) => name.trim() || [])
  })
  const unknown = names.find((name) => !Object.hasOwn(columns, name))
  if (unknown !== undefined) throw new Invalid('fields', 'columns of the list', unknown)
  return names.length === 0 ? undefined : names
}

/** A list is any of its values. Nothing but empty texts is no filter. */
function filterValues(
  call: RemoteCall,
  column: Column<never>,
  name: string,
  sent: Param | undefined,
): readonly unknown[] | undefined {
  const texts = valuesOf(sent).flatMap((value) => {
    if (typeof value !== 'string') throw new Invalid(name, 'a value or a list of values', [])
    return value.trim() === '' ? [] : value
  })
  return texts.length === 0 ? undefined : texts.map((text) => column.parse(text, name, call))
}

function shownFilter(column: Column<never>, values: readonly unknown[]): Tree {
  const all = values.map(column.say)
  return all.length === 1 ? all[0]! : all
}
