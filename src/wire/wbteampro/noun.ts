import type { Permission } from '../../access/permissions.ts'
import type { Listed } from '../../base/page.ts'
import type { Parameters } from '../codec/parameter.ts'
import type { Fields } from '../codec/tree.ts'
import { type RemoteCall, valuesOf } from './call.ts'
import type { Column, Columns } from './column.ts'
import { LARGEST_PAGE, type Listing, readListing, USUAL_PAGE } from './listing.ts'
import type { Described, RemoteMethod } from './method.ts'
import { flag } from './parameters.ts'
import { changesOf, namesOf, recordOf, requiredColumns, requireSent, requireUnchanged, saysAgain } from './record.ts'
import { malformed, type Saying, type Singular } from './refuse.ts'

/** What one kind of record has in common over all its methods. */
export type Noun<Row> = {
  readonly singular: Singular
  readonly plural: string
  /** The column of its number. */
  readonly key: string
  readonly columns: Columns<Row>
  /** What lists can be narrowed by beside the columns. */
  readonly filters?: Columns<Row>
  one(call: RemoteCall, id: number): Promise<Row>
  list(call: RemoteCall, asked: Listing<Row>, scope: Scope): Promise<Listed<Row>>
  /** What stands beside the columns, nested. */
  more?(call: RemoteCall, row: Row, scope: Scope): Fields
}

/** Which list is meant: all, or what belongs to one parent. */
export type Scope =
  | { readonly of: 'all' }
  | { readonly of: 'project'; readonly id: number }
  | { readonly of: 'action'; readonly id: number; readonly recursive: boolean }

const ALL: Scope = { of: 'all' }

/** The same for the filter of a verb, where a thing belongs to a project and perhaps to one of its actions. */
export function placeOf(scope: Scope): {
  projectId?: readonly number[]
  actionId?: readonly number[]
  belowOrAt?: readonly number[]
} {
  if (scope.of === 'all') return {}
  if (scope.of === 'project') return { projectId: [scope.id] }
  return scope.recursive ? { belowOrAt: [scope.id] } : { actionId: [scope.id] }
}

type Named = { name: string; about: string }
type Writing<Row> = Named & {
  more?: readonly Described[]
  write(call: RemoteCall, changes: Partial<Row>): Promise<Row>
}

export const shownRecord = <Row>(call: RemoteCall, noun: Noun<Row>, row: Row, scope: Scope = ALL): Fields => ({
  ...recordOf(call, noun.columns, row),
  ...noun.more?.(call, row, scope),
})

export const sayingOf = <Row>({ key, columns }: Noun<Row>): Saying => ({ key, names: namesOf(columns), own: undefined })

/** The list of all. `defaults` are filters that are in force where nothing else was asked for, and shown. */
export function find<Row>(
  noun: Noun<Row>,
  { name, about, defaults = {} }: Named & { defaults?: Readonly<Record<string, string>> },
): RemoteMethod {
  return {
    name,
    about,
    chain: noun.plural,
    http: 'GET',
    permission: 'projects.read',
    parameters: listParameters(noun),
    saying: sayingOf(noun),
    async answer(call) {
      const asked = readListing(call, noun, { defaults, limit: call.settings.page_listing_limit })
      const { total, rows } = await noun.list(call, asked, ALL)
      return { data: asked.data(total), [noun.plural]: asked.rows(rows, (row) => noun.more?.(call, row, ALL) ?? {}) }
    },
  }
}

const deepening = { recursive: flag('Also what belongs to the actions below it') }

/** A parent, and the list of what belongs to it: as two requests would answer. */
export function chained<Parent, Row>(parent: Noun<Parent>, noun: Noun<Row>, { name, about }: Named): RemoteMethod {
  const ofActions = parent.key === 'action_id'
  return {
    name,
    about,
    chain: `${parent.plural}.{${parent.key}}.${noun.plural}`,
    http: 'GET',
    permission: 'projects.read',
    parameters: [
      ...listParameters(noun).filter((each) => each.name !== parent.key),
      ...(ofActions ? describedAll(deepening) : []),
    ],
    saying: { ...sayingOf(noun), own: parent.singular },
    async answer(call) {
      requireSameId(call, parent.key)
      const above = await parent.one(call, call.id)
      const deep = ofActions && valuesOf(call, deepening).recursive
      const scope: Scope = ofActions ? { of: 'action', id: call.id, recursive: deep } : { of: 'project', id: call.id }
      const asked = readListing(call, noun, {
        forced: { [parent.key]: call.id },
        shown: deep ? { recursive: 1 } : {},
        limit: call.settings.page_listing_limit,
      })
      const { total, rows } = await noun.list(call, asked, scope)
      return {
        data: asked.data(total),
        [parent.singular]: shownRecord(call, parent, above),
        [noun.plural]: asked.rows(rows, (row) => noun.more?.(call, row, scope) ?? {}),
      }
    },
  }
}

export function getOne<Row>(noun: Noun<Row>, { name, about }: Named): RemoteMethod {
  return {
    ...one(noun, name, about, 'GET', 'projects.read'),
    parameters: [],
    async answer(call) {
      requireSameId(call, noun.key)
      return { [noun.singular]: shownRecord(call, noun, await noun.one(call, call.id)) }
    },
  }
}

export function create<Row>(
  noun: Noun<Row>,
  { name, about, more = [], references = {}, write }: Writing<Row> & Pick<Saying, 'references'>,
): RemoteMethod {
  return {
    name,
    about,
    chain: noun.plural,
    http: 'POST',
    permission: 'projects.write',
    parameters: [...writeParameters(noun.columns, 'create'), ...more],
    saying: { ...sayingOf(noun), references },
    async answer(call) {
      requireSent(call, requiredColumns(noun.columns))
      const row = await write(call, changesOf(call, noun.columns, 'create'))
      return { [noun.singular]: shownRecord(call, noun, row) }
    },
  }
}

export function update<Row>(noun: Noun<Row>, { name, about, more = [], write }: Writing<Row>): RemoteMethod {
  return {
    ...one(noun, name, about, 'PUT', 'projects.write'),
    parameters: [...writeParameters(noun.columns, 'update'), ...more],
    async answer(call) {
      requireSameId(call, noun.key)
      if (saysAgain(call, noun.columns)) requireUnchanged(call, noun.columns, await noun.one(call, call.id))
      const row = await write(call, changesOf(call, noun.columns, 'update'))
      return { [noun.singular]: shownRecord(call, noun, row) }
    },
  }
}

export function remove<Row>(
  noun: Noun<Row>,
  {
    name,
    about,
    more = [],
    remove: take,
  }: Named & { more?: readonly Described[]; remove(call: RemoteCall): Promise<unknown> },
): RemoteMethod {
  return {
    ...one(noun, name, about, 'DELETE', 'projects.write'),
    parameters: more,
    async answer(call) {
      requireSameId(call, noun.key)
      await take(call)
      return { [noun.singular]: { [noun.key]: call.stringifies ? String(call.id) : call.id } }
    },
  }
}

const one = <Row>(
  noun: Noun<Row>,
  name: string,
  about: string,
  http: RemoteMethod['http'],
  permission: Permission,
): Omit<RemoteMethod, 'answer' | 'parameters'> => ({
  name,
  about,
  chain: `${noun.plural}.{${noun.key}}`,
  http,
  permission,
  saying: { ...sayingOf(noun), own: noun.singular },
})

/** Simple clients repeat the chain's number among the parameters; another number there is a mistake. */
export function requireSameId({ params, id }: RemoteCall, key: string): void {
  const sent = params.get(key)
  if (sent === undefined || sent === '') return
  if (sent instanceof Map || !/^\s*\d+\s*$/.test(sent) || Number(sent) !== id)
    throw malformed(key, `Expected the number of the chain, ${id}`)
}

/** Arguments that are no columns, as they are described to people. */
export const describedAll = (parameters: Parameters): Described[] =>
  Object.entries(parameters).map(([name, { kind, about, required, aliases }]) => ({
    name,
    type: kind,
    required,
    about,
    aliases,
  }))

const columnParameter = ([name, { type, about, aliases }]: [string, Column<never>], required: boolean): Described => ({
  name,
  type,
  required,
  about,
  aliases: required ? [] : aliases,
})

function writeParameters<Row>(columns: Columns<Row>, kind: 'create' | 'update'): Described[] {
  return Object.entries(columns).flatMap(([name, column]) =>
    column.writes === 'never' || (kind === 'update' && column.writes === 'on create')
      ? []
      : { ...columnParameter([name, column], kind === 'create' && column.required), aliases: [] },
  )
}

export function listParameters<Row>({ columns, filters: more }: Noun<Row>): Described[] {
  const filters = Object.entries({ ...columns, ...more }).flatMap(([name, column]) =>
    column.filters ? columnParameter([name, column], false) : [],
  )
  return [...filters, ...LIST_PARAMETERS]
}

const optional = (name: string, type: string, about: string): Described => ({
  name,
  type,
  required: false,
  about,
  aliases: [],
})

/** Section 3.6 of the reference. */
const LIST_PARAMETERS: readonly Described[] = [
  optional('page', 'int', 'The page, from 1'),
  optional('limit', 'int', `Rows of a page, at most ${LARGEST_PAGE}; ${USUAL_PAGE} unless set otherwise`),
  optional('offset', 'int', 'The first row, from 0; wins over page'),
  optional('orderby', 'str', 'A column to sort by'),
  optional('orderdir', 'one of asc, desc', 'Which way'),
  optional('search', 'str', 'Part of a text of the record'),
  optional('range_start', 'date', 'Started on this day or later'),
  optional('range_stop', 'date', 'Started on this day or before'),
  optional('updated_since', 'datetime', 'Changed then or later (extension)'),
  optional('fields', 'str', 'Only these columns, a comma list (extension)'),
]
