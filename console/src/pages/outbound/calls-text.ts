import type { OutboundCall } from '@provisor/client'

/** A line cut at its commas, semicolons or tabs; what stands in quotes is not cut. */
function cells(line: string): string[] {
  const found = ['']
  let isQuoted = false
  for (const letter of line) {
    if (letter === '"') isQuoted = !isQuoted
    else if (!isQuoted && ',;\t'.includes(letter)) found.push('')
    else found[found.length - 1] += letter
  }
  return found.map((cell) => cell.trim())
}

export type ReadCall = { readonly line: number; readonly call?: OutboundCall }

export const FIELDS = ['to', 'from', 'token'] as const
export type Field = (typeof FIELDS)[number]

/** Calls of a pasted list or a file, a line each; without a call where a line does not say whom to call. */
export function readCalls(text: string, kind: 'rest' | 'uas', columns: Readonly<Record<Field, number>>): ReadCall[] {
  return text
    .split('\n')
    .map((content, index) => ({ content: content.trim(), line: index + 1 }))
    .filter(({ content }) => content !== '')
    .map(({ content, line }) => {
      const call = kind === 'uas' ? parametersOf(content) : callOf(cells(content), columns)
      return { line, ...(call && { call }) }
    })
}

/** What the server takes: printable ASCII without `^` and `|`. */
const parametersOf = (text: string): OutboundCall | undefined =>
  /^[ -\]_-{}~]*$/.test(text) ? { parameters: text } : undefined

function callOf(row: readonly string[], columns: Readonly<Record<Field, number>>): OutboundCall | undefined {
  const [to, from, token] = FIELDS.map((field) => row[columns[field]] ?? '')
  if (!to || to.length > 255) return undefined
  return { to, ...(from && { from }), ...(token && { token }) }
}
