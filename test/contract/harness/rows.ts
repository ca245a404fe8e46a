import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Fills a form or body with the rows that it names, which stand in the files beside the folders of cases:
 * `"<row:service-1>"` is the whole row of that name, and `{"<row>": "service-1", "password": ""}` is the same with a field
 * that differs, in its place. Rows may name rows.
 */
export function makeRows(folder: string): (written: unknown) => unknown {
  const rows: Readonly<Record<string, object>> = Object.assign(
    {},
    ...readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8'))),
  )

  function withRows(written: unknown): unknown {
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
    const row = rows[name]
    if (!row) throw new Error(`There is no row ${name}`)
    return withRows(row) as object
  }
  return withRows
}
