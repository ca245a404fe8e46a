import { type Command, Option, type OptionValues } from 'commander'
import { csvLine } from '../base/csv.ts'
import { clean, paint, paintState, shown } from './colours.ts'
import { Misuse } from './failure.ts'
import { cellOf, columnsOf, type Row, rowsOf } from './rows.ts'

export const FORMATS = ['table', 'json', 'csv', 'yaml'] as const
/** Of what has lists inside, and so is no table. */
export const NO_TABLE = ['table', 'json', 'yaml'] as const satisfies Format[]
type Format = (typeof FORMATS)[number]

/** What the flags of `withOutput` say. */
export type OutputOptions = { json?: boolean; output?: Format }

/** Gives a command the flags that say how its result is printed. */
export const withOutput = (command: Command, formats: readonly Format[] = FORMATS): Command =>
  command
    .addOption(new Option('-o, --output <format>', 'How the result is printed').choices(formats))
    .option('--json', 'Print the result as JSON: short for --output json')

function formatOf({ json, output }: OutputOptions): Format {
  if (json && output !== undefined && output !== 'json')
    throw new Misuse(`--json and --output ${output} say different things`)
  return json ? 'json' : (output ?? 'table')
}

/** Whether a person reads it, and not a program. */
export const isForPeople = (options: OutputOptions): boolean => formatOf(options) === 'table'

let toYaml: ((value: unknown) => string) | undefined

/** Before a command runs: what its format needs is loaded, and a contradiction is told before anything is done. */
export async function prepareOutput(options: OptionValues): Promise<void> {
  if (formatOf(options) !== 'yaml') return
  const { yamlOf } = await import('./yaml.ts')
  toYaml = (value) => escaped(yamlOf(value), '\\x')
}

/**
 * Prints a result: for people, or as the flags say. A list gives the rows of CSV and everything else one row; `rows`
 * are those of a result that has its list inside.
 */
export function show(
  options: OutputOptions,
  result: unknown,
  readable: string | (() => string),
  rows?: readonly object[],
): void {
  write(textOf(formatOf(options), result, readable, rows))
}

function textOf(
  format: Format,
  result: unknown,
  readable: string | (() => string),
  rows: readonly object[] | undefined,
): string {
  if (format === 'json') return `${jsonOf(result)}\n`
  if (format === 'yaml') return toYaml!(result)
  if (format === 'csv') return csvOf(rows ?? rowsOf(result))
  const text = typeof readable === 'string' ? readable : readable()
  return text === '' ? '' : `${shown(text)}\n`
}

/** Prints results as they come: JSON a line for each, YAML and CSV as one list. */
export function showEach(options: OutputOptions): (result: object, readable: () => string) => void {
  const format = formatOf(options)
  let columns: string[] | undefined
  return (result, readable) => {
    if (format === 'yaml') return write(toYaml!([result]))
    if (format !== 'csv') return write(textOf(format, result, readable, undefined))
    const [row] = rowsOf(result) as [Row]
    if (!columns) {
      columns = columnsOf([row])
      write(csvLine(columns))
    }
    write(csvLine(columns.map((column) => cellOf(row[column]))))
  }
}

function csvOf(results: readonly object[]): string {
  const rows = rowsOf(results)
  const columns = columnsOf(rows)
  if (rows.length === 0) return ''
  return [columns, ...rows.map((row) => columns.map((column) => cellOf(row[column])))].map(csvLine).join('')
}

const write = (text: string): void => void process.stdout.write(text)

const jsonOf = (result: unknown): string => escaped(JSON.stringify(result), '\\u00')

/** JSON escapes the control characters of ASCII only; terminals heed these too. */
const escaped = (text: string, by: string): string =>
  text.replace(/[\u007f-\u009f]/g, (letter) => by + letter.charCodeAt(0).toString(16))

/** Columns as wide as they need to be, two blanks apart. Styles come last, so that they take no place. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, ...rows.map((row) => row.map((cell) => oneLine(String(cell))))]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  return lines.map((line, index) => (index === 0 ? headingOf(line, widths) : lineOf(line, widths, head))).join('\n')
}

const headingOf = (head: readonly string[], widths: readonly number[]): string =>
  paint('bold', lineOf(head, widths, []))

/** The columns in which a state stands. */
const STATES = new Set(['STATE', 'STATUS', 'OUTCOME', 'ENDED', 'NEXT'])

function lineOf(line: readonly string[], widths: readonly number[], head: readonly string[]): string {
  const last = line.findLastIndex((cell) => cell !== '')
  return line
    .slice(0, last + 1)
    .map((cell, column) => {
      const styled = STATES.has(head[column] ?? '') ? paintState(cell) : cell
      return column === last ? styled : styled + ' '.repeat(widths[column]! - cell.length)
    })
    .join('  ')
}

/** An instant as people read it; `-` for none. Where it is near, its second counts. */
export function when(instant: string | null, now = Date.now()): string {
  if (instant === null) return '-'
  const isNear = Math.abs(Date.parse(instant) - now) < DAY_MS
  return `${instant.slice(0, isNear ? 19 : 16).replace('T', ' ')} UTC`
}

const DAY_MS = 86_400_000

/** What stands in the data may come from strangers, and must not move the cursor of the person who reads it. */
export const oneLine = (text: string): string => clean(text.replace(/\p{Cc}+/gu, ' '))
