/** `cells` is empty where a quote has no end: nobody can say where the row would. */
type Row = { readonly line: number; readonly cells: readonly string[] }

const SEPARATORS = ',;\t'

/** Rows of a list as RFC 4180 has it, with commas, semicolons or tabs; in quotes a cell may hold those, line breaks, and quotes twice. */
export function readRows(text: string): Row[] {
  const rows: Row[] = []
  let cells: string[] = []
  let [line, begins, at] = [1, 1, 0]

  function endRow(): void {
    if (cells.some((cell) => cell !== '')) rows.push({ line: begins, cells })
    cells = []
    begins = line
  }

  while (at < text.length) {
    const quote = skipBlanks(text, at)
    if (text[quote] === '"') {
      const end = endOfQuoted(text, quote + 1)
      if (end === -1) return [...rows, { line: begins, cells: [] }]
      const content = text.slice(quote + 1, end)
      line += content.split('\n').length - 1
      cells.push(content.replaceAll('""', '"'))
      at = endOfPlain(text, end + 1)
    } else {
      const end = endOfPlain(text, at)
      cells.push(text.slice(at, end).trim())
      at = end
    }
    if (text[at] === '\n') {
      line++
      endRow()
    }
    at++
  }
  endRow()
  return rows
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (text[at] === ' ') at++
  return at
}

function endOfPlain(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '\n' && !SEPARATORS.includes(text[at]!)) at++
  return at
}

/** The quote that closes, or -1. */
function endOfQuoted(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}
