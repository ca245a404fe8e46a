import type { OutboundCall } from '@provisor/client'
import { readRows } from './list-rows.ts'

export type ReadCall = { readonly line: number; readonly call?: OutboundCall }

export const FIELDS = ['to', 'from', 'token'] as const
type Field = (typeof FIELDS)[number]
type Columns = Readonly<Record<Field, number>>

/** Calls of a pasted list or a file, a row each; without a call where a row does not say whom to call. */
export const readCalls = (text: string, kind: 'rest' | 'uas', columns: Columns): ReadCall[] =>
  kind === 'uas'
    ? parametersIn(text)
    : readRows(text).map(({ line, cells }) => {
        const call = callOf(cells, columns)
        return { line, ...(call && { call }) }
      })

/** What the server takes: printable ASCII without `^` and `|`. A program's own text: no quotes, no cells. */
const parametersIn = (text: string): ReadCall[] =>
  text.split('\n').flatMap((content, index): ReadCall[] => {
    const parameters = content.trim()
    if (parameters === '') return []
    return [{ line: index + 1, ...(/^[ -\]_-{}~]*$/.test(parameters) && { call: { parameters } }) }]
  })

function callOf(row: readonly string[], columns: Columns): OutboundCall | undefined {
  const [to, from, token] = FIELDS.map((field) => row[columns[field]] ?? '')
  if (!to || to.length > 255) return undefined
  return { to, ...(from && { from }), ...(token && { token }) }
}
