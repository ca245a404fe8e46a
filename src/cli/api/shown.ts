import { oneLine, table, when } from '../output.ts'

type Entry = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One value for people: on one line, and without anything that moves a cursor. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return '-'
  if (typeof value === 'string') return INSTANT.test(value) ? when(value) : oneLine(value)
  if (Array.isArray(value)) return value.map((one) => (isRecord(one) ? nameIn(one) : cell(one))).join(', ')
  return isRecord(value) ? oneLine(JSON.stringify(value)) : String(value)
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

const nameIn = (one: Entry): string => cell(one.name ?? one.id ?? JSON.stringify(one))

/** A record as names and values, a line each; what is inside of it under its path. */
export function record(value: unknown): string {
  const lines = entriesOf(value, '')
  const width = Math.max(0, ...lines.map(([name]) => name.length))
  return lines
    .map(([name, text]) => `${name.padEnd(width)}  ${text.replaceAll('\n', `\n${' '.repeat(width + 2)}`)}`.trimEnd())
    .join('\n')
}

function entriesOf(value: unknown, path: string): [name: string, text: string][] {
  if (isRecord(value) && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([name, one]) =>
      entriesOf(one, path === '' ? oneLine(name) : `${path}.${oneLine(name)}`),
    )
  if (Array.isArray(value) && value.some((one) => typeof one === 'object'))
    return value.flatMap((one, at) => entriesOf(one, `${path}[${at}]`))
  return [[path, typeof value === 'string' && value.includes('\n') ? linesOf(value) : cell(value)]]
}

/** A long text keeps its lines. */
const linesOf = (text: string): string => text.split(/\r?\n/).map(oneLine).join('\n')

/** Some of the members of records, as columns. */
export const columns = (names: readonly string[], records: readonly unknown[]): string =>
  table(
    names.map((name) => name.replace(/(?<=[a-z])(?=[A-Z])|\./g, ' ').toUpperCase()),
    records.map((one) => names.map((name) => cell(inside(one, name)))),
  )

/** `actor.name` of a record. */
const inside = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((one, name) => (isRecord(one) && Object.hasOwn(one, name) ? one[name] : undefined), value)
