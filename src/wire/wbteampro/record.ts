import { scalar } from '../codec/parameter.ts'
import type { Param } from '../codec/php-value.ts'
import type { Fields } from '../codec/tree.ts'
import type { RemoteCall } from './call.ts'
import type { Columns } from './column.ts'
import { asParameters, malformed, requiredMissing } from './refuse.ts'

/** A record as the face shows it, all of it or some columns. */
export function recordOf<Row>(
  { wallClock, stringifies }: RemoteCall,
  columns: Columns<Row>,
  row: Row,
  only: readonly string[] = Object.keys(columns),
): Fields {
  const fields: Fields = {}
  for (const name of only) {
    const value = columns[name]!.read(row, wallClock)
    fields[name] = stringifies ? String(value ?? '') : value
  }
  return fields
}

/**
 * What was sent to be written, by the domain's fields; only what was sent. Ids of the chain are not written, and what
 * the server sets itself is passed over.
 */
export const changesOf = <Row>(call: RemoteCall, columns: Columns<Row>, kind: 'create' | 'update'): Partial<Row> =>
  asParameters(() => readChanges(call, columns, kind))

function readChanges<Row>(call: RemoteCall, columns: Columns<Row>, kind: 'create' | 'update'): Partial<Row> {
  const changes: Partial<Record<string, unknown>> = {}
  for (const [name, { field, writes, parse }] of Object.entries(columns)) {
    if (!field || writes === 'never' || (writes === 'on create' && kind === 'update')) continue
    const sent = scalar(call.params.get(name), name)
    if (sent !== undefined) changes[field] = parse(sent, name, call)
  }
  return changes as Partial<Row>
}

/** What is said once, at the creation, may be repeated later, but not changed. */
export function requireUnchanged<Row>(call: RemoteCall, columns: Columns<Row>, row: Row): void {
  for (const [name, column] of Object.entries(columns)) {
    const sent = call.params.get(name)
    if (column.writes !== 'on create' || sent === undefined || sent === '') continue
    const value = asParameters(() => column.parse(scalar(sent, name) ?? '', name, call))
    if (value !== row[column.field!]) throw malformed(name, `${name} cannot be changed`)
  }
}

export const saysAgain = <Row>({ params }: RemoteCall, columns: Columns<Row>): boolean =>
  Object.entries(columns).some(([name, { writes }]) => writes === 'on create' && params.has(name))

/** Refuses a creation that lacks what it cannot do without. */
export function requireSent({ params }: RemoteCall, names: readonly string[]): void {
  const missing = names.filter((name) => isBlank(params.get(name)))
  if (missing.length > 0) throw requiredMissing(missing)
}

const isBlank = (sent: Param | undefined): boolean => sent === undefined || (typeof sent === 'string' && !sent.trim())

export const requiredColumns = <Row>(columns: Columns<Row>): string[] =>
  Object.entries(columns).flatMap(([name, { required }]) => (required ? name : []))

/** What the verbs call a field, as the face calls it. */
export const namesOf = <Row>(columns: Columns<Row>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(columns).flatMap(([name, { field }]) => (field ? [[field, name]] : [])))
