/** Prints a result: for people, or with `--json` as one line for machines. */
export function show(options: { json?: boolean }, result: unknown, readable: string | (() => string)): void {
  const text = options.json ? JSON.stringify(result) : typeof readable === 'string' ? readable : readable()
  process.stdout.write(text === '' ? '' : `${text}\n`)
}

/** Columns as wide as they need to be, two blanks apart. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, ...rows.map((row) => row.map((cell) => oneLine(String(cell))))]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** An instant as people read it; `-` for none. */
export const when = (instant: string | null): string =>
  instant === null ? '-' : `${instant.slice(0, 16).replace('T', ' ')} UTC`

/** What stands in the data may come from strangers, and must not move the cursor of the person who reads it. */
export const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ')
