import sql, { empty, join, raw, Sql } from 'sql-template-tag'
import { normalForm } from '../../base/text/normal-form.ts'

export { empty, join, raw, Sql, sql }

/** `WHERE a AND b …`, or nothing. Conditions that are `undefined` are left out. */
export function where(conditions: readonly (Sql | undefined)[]): Sql {
  const present = conditions.filter((condition) => condition !== undefined)
  return present.length === 0 ? empty : sql`WHERE ${join(present, ' AND ')}`
}

/** `col = ?, …` for the columns of `changes` that are present. Column names come from our code, never from input. */
export function assignments(changes: Readonly<Record<string, Value | undefined>>): Sql {
  const present = Object.entries(changes).filter(([, value]) => value !== undefined)
  return join(
    present.map(([column, value]) => sql`${raw(column)} = ${value}`),
    ', ',
  )
}

/** `(a, b) VALUES (?, ?)`. Column names come from our code, never from input. */
export function insertValues(row: Readonly<Record<string, Value | undefined>>): Sql {
  const present = Object.entries(row).filter(([, value]) => value !== undefined)
  const columns = raw(present.map(([column]) => column).join(', '))
  return sql`(${columns}) VALUES (${join(present.map(([, value]) => value))})`
}

/** What both drivers store as it is. Booleans travel as 0 and 1 (`flag`), JSON as text. */
export type Value = string | number | null | Uint8Array

/** As it is stored; what is undefined is of a field that stays as it is. */
export function flag(on: boolean): 0 | 1
export function flag(on: boolean | undefined): 0 | 1 | undefined
export function flag(on: boolean | undefined): 0 | 1 | undefined {
  return on === undefined ? undefined : on ? 1 : 0
}

/** How text is folded for a search that ignores case: the same on both databases because it happens here. */
export const fold = (text: string): string => normalForm(text, 'NFC').toLowerCase()
