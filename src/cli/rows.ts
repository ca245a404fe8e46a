import { clean } from './colours.ts'

export type Row = Record<string, unknown>

/** A result as rows: each of a list, or one. What is inside of a record is a column with a dot in its name. */
export function rowsOf(result: unknown): Row[] {
  const list = Array.isArray(result) ? result : [result]
  return list.map((each) => (isRecord(each) ? flat(each) : { value: each }))
}

function flat(record: Row, before = ''): Row {
  const row: Row = {}
  for (const [name, value] of Object.entries(record))
    if (isRecord(value)) Object.assign(row, flat(value, `${before}${name}.`))
    else row[before + name] = value
  return row
}

/** Of all rows, in the order in which they first come. */
export const columnsOf = (rows: readonly Row[]): string[] => [...new Set(rows.flatMap(Object.keys))]

export function cellOf(value: unknown): string | number | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return value
  if (typeof value === 'string') return clean(value)
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return clean(value.join(', '))
  return clean(JSON.stringify(value))
}

const isRecord = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)
