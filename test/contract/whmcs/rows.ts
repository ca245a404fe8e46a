import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const here = import.meta.dirname

/** The files beside the folders of cases. */
const ROWS: Readonly<Record<string, object>> = Object.assign(
  {},
  ...readdirSync(here)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(here, file), 'utf8'))),
)

/**
 * A form or body with the rows that it names: `"<row:service-1>"` is the whole row of that name, and
 * `{"<row>": "service-1", "password": ""}` is the same with a field that differs, in its place. Rows may name rows.
 */
export function withRows(written: unknown): unknown {
  if (typeof written === 'string') {
    const name = /^<row:(.*)>$/.exec(written)?.[1]
    return name === undefined ? written : rowOf(name)
  }
  if (Array.isArray(written)) return written.map(withRows)
  if (typeof written !== 'object' || written === null) return written
  const filled: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(written)) {
    if (key === '<row>') Object.assign(filled, rowOf(String(value)))
    else filled[key] = withRows(value)
  }
  return filled
}

function rowOf(name: string): object {
  const row = ROWS[name]
  if (!row) throw new Error(`There is no row ${name}`)
  return withRows(row) as object
}
