import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROWS = JSON.parse(readFileSync(join(import.meta.dirname, 'rows.json'), 'utf8')) as Record<string, object>

/**
 * A body with the rows that it names: `"<row:service-1>"` is the whole row of that name in `rows.json`, and
 * `{"<row>": "service-1", "password": ""}` is the same with a field that differs, in its place.
 */
export function withRows(body: unknown): unknown {
  if (typeof body === 'string') {
    const name = /^<row:(.*)>$/.exec(body)?.[1]
    return name === undefined ? body : rowOf(name)
  }
  if (Array.isArray(body)) return body.map(withRows)
  if (typeof body !== 'object' || body === null) return body
  const { '<row>': name, ...fields } = body as Record<string, unknown>
  const own = Object.entries(fields).map(([key, value]) => [key, withRows(value)])
  return { ...(name !== undefined && rowOf(String(name))), ...Object.fromEntries(own) }
}

function rowOf(name: string): object {
  const row = ROWS[name]
  if (!row) throw new Error(`rows.json has no row ${name}`)
  return row
}
