import type { Param } from '../codec/php-value.ts'
import type { Fields } from '../codec/tree.ts'
import type { Call } from './call.ts'
import type { Columns } from './column.ts'
import { oneText } from './listing.ts'
import { requiredMissing } from './refuse.ts'

/** A record as the face shows it, all of it or some columns. */
export function recordOf<Row>(
  { wallClock, stringifies }: Call,
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
export function changesOf<Row>(call: Call, columns: Columns<Row>, kind: 'create' | 'update'): Partial<Row> {
  const changes: Partial<Record<string, unknown>> = {}
  for (const [name, { field, writes, parse }] of Object.entries(columns)) {
    if (!field || writes === 'never' || (writes === 'on create' && kind === 'update')) continue
    const sent = oneText(call.params.get(name), name)
    if (sent !== undefined) changes[field] = parse(sent, name, call.wallClock)
  }
  return changes as Partial<Row>
}

/** Refuses a creation that lacks what it cannot do without. */
export function requireSent({ params }: Call, names: readonly string[]): void {
  const missing = names.filter((name) => isBlank(params.get(name)))
  if (missing.length > 0) throw requiredMissing(missing)
}

const isBlank = (sent: Param | undefined): boolean => sent === undefined || (typeof sent === 'string' && !sent.trim())

export const requiredColumns = <Row>(columns: Columns<Row>): string[] =>
  Object.entries(columns).flatMap(([name, { required }]) => (required ? name : []))

/** What the verbs call a field, as the face calls it. */
export const namesOf = <Row>(columns: Columns<Row>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(columns).flatMap(([name, { field }]) => (field ? [[field, name]] : [])))
