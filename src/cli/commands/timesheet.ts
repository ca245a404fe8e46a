import { writeFileSync } from 'node:fs'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { csvLine } from '../../base/csv.ts'
import type { Params } from '../../local/connect.ts'
import type { Operations } from '../../local/operations.ts'
import { asLocal, withLocal } from '../local.ts'
import { isForPeople, type OutputOptions, show, table } from '../output.ts'
import { wholeNumber } from '../settings.ts'
import { day } from '../values.ts'

type Line = Awaited<ReturnType<Operations['timesheet.lines']['run']>>[number]
type Sum = Awaited<ReturnType<Operations['timesheet.sums']['run']>>[number]

const yesNo = (flag: string, about: string) => new Option(flag, about).choices(['yes', 'no'])

export function addTimesheet(program: Command): void {
  asLocal(program.command('timesheet').description('The time that was logged: each entry, or added up'))
    .option('--client <id>', 'For this client', wholeNumber)
    .option('--project <id>', 'On this project, its tasks and its tickets', wholeNumber)
    .option('--task <id>', 'On this task and what is below it', wholeNumber)
    .option('--service <id>', 'For this service', wholeNumber)
    .option('--person <id>', 'Of this member of the staff', wholeNumber)
    .option('--from <date>', 'Begun on this day or later, as YYYY-MM-DD', day)
    .option('--to <date>', 'Begun on this day or earlier', day)
    .addOption(yesNo('--billable <answer>', 'Only what is billable, or is not'))
    .addOption(yesNo('--invoiced <answer>', 'Only what is on an invoice, or is on none'))
    .option('--by <list>', `Add up by a comma list of ${DIMENSIONS.join(', ')}`, dimensions)
    .option('--csv [file]', 'As CSV that spreadsheets read, to this file or to the screen')
    .action(async (options) => {
      const { by } = options
      const csv = options.csv ?? (options.output === 'csv' ? true : undefined)
      const asked = filterOf(options)
      if (by) {
        const sums = await withLocal(options, (local) => local.run('timesheet.sums', { ...asked, by }))
        return print(
          options,
          sums,
          csv,
          [...by, ...SUMMED],
          sums.map((sum) => [...by.map(labelOf(sum)), ...sumCells(sum)]),
        )
      }
      const lines = await withLocal(options, (local) => local.run('timesheet.lines', asked))
      return print(options, lines, csv, LINE_HEAD, lines.map(lineCells))
    })
}

const DIMENSIONS = ['client', 'project', 'person', 'service', 'day', 'month', 'type', 'billable', 'invoiced'] as const
type Dimension = (typeof DIMENSIONS)[number]

function dimensions(text: string): Dimension[] {
  const wanted = text.split(',').map((word) => word.trim())
  const unknown = wanted.find((word) => !DIMENSIONS.some((known) => known === word))
  if (unknown !== undefined) throw new InvalidArgumentError(`Expected some of ${DIMENSIONS.join(', ')}.`)
  return [...new Set(wanted)] as Dimension[]
}

const answerOf = (answer: string | undefined): boolean | undefined =>
  answer === undefined ? undefined : answer === 'yes'

const filterOf = (options: Record<string, never>): Params<'timesheet.lines'> => ({
  clientId: options.client,
  projectId: options.project,
  actionId: options.task,
  serviceId: options.service,
  staffId: options.person,
  billable: answerOf(options.billable),
  invoiced: answerOf(options.invoiced),
  from: options.from,
  to: options.to,
})

type Cell = string | number | null

function print(
  options: OutputOptions,
  result: unknown,
  csv: string | true | undefined,
  head: readonly string[],
  rows: Cell[][],
): void {
  if (csv === undefined || !(isForPeople(options) || options.output === 'csv')) {
    const readable = () =>
      rows.length === 0
        ? 'Nothing was logged'
        : table(
            head.map((name) => name.toUpperCase()),
            rows.map((row) => row.map((cell) => cell ?? '-')),
          )
    show(options, result, readable)
    return
  }
  const text = [head, ...rows].map(csvLine).join('')
  if (csv === true) process.stdout.write(text)
  else {
    writeFileSync(csv, text)
    show({}, { file: csv, lines: rows.length }, `Wrote ${rows.length} lines to ${csv}`)
  }
}

const hours = (seconds: number): string => {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

const LINE_HEAD = [
  'id',
  'start',
  'client',
  'project',
  'task',
  'ticket',
  'person',
  'type',
  'time',
  'billed',
  'amount',
  'invoice',
  'note',
]

const lineCells = (line: Line): Cell[] => [
  ...[line.id, line.startedAt?.slice(0, 16).replace('T', ' ') ?? '', line.client, line.project, line.task],
  ...[line.ticketId, line.person, line.type, hours(line.seconds), hours(line.billedSeconds), line.amount],
  ...[line.invoiceId, line.note],
]

const SUMMED = ['logs', 'time', 'billed', 'amount']
const sumCells = (sum: Sum): Cell[] => [sum.logs, hours(sum.seconds), hours(sum.billedSeconds), sum.amount]

const labelOf =
  ({ of }: Sum) =>
  (dimension: Dimension): Cell => {
    if (dimension === 'service') return of.serviceId ?? null
    const value = of[dimension]
    if (typeof value === 'boolean') return value ? 'yes' : 'no'
    if (typeof value === 'object') return value.name || (value.id ?? null)
    return value || null
  }
