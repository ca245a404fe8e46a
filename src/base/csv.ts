type Cell = string | number | null

/** One line of CSV as RFC 4180 has it, safe to open in a spreadsheet whatever the texts are; null is an empty cell. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellText).join(',')}\r\n`

function cellText(cell: Cell): string {
  const text = typeof cell === 'string' ? noFormula(cell) : String(cell ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A text that a spreadsheet would take for a formula gets an apostrophe in front, which the spreadsheet does not show. */
const noFormula = (text: string): string => (/^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text)
