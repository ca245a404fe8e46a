import { type CalendarDate, parseDate } from '../../base/calendar.ts'
import { Invalid } from '../../base/refusal.ts'
import type { WallClock } from '../../base/wall-clock.ts'
import type { ProjectSettingValues } from '../../projects/setting.ts'
import { slug } from '../../projects/words.ts'
import { flagOf } from '../codec/parameter.ts'
import type { Scalar } from '../codec/tree.ts'

/**
 * A field of a record as the face shows it: its name stands in the table of its entity, and this is the rest. From here
 * come the answers, the filters, the orders, what may be written, and what the sandbox says about all of it.
 */
export type Column<Row> = {
  readonly type: string
  readonly about: string
  read(row: Row, wallClock: WallClock): Scalar
  /** One text of the wire as a value of ours; refuses by `name`. */
  parse(text: string, name: string, place: ColumnPlace): unknown
  /** A value of ours as the filters of an answer say it. */
  say(value: unknown): Scalar
  /** What the domain calls it; none for what is only shown. */
  readonly field?: (keyof Row & string) | undefined
  /** Whether lists can be narrowed by it, and under which other words. */
  readonly filters: boolean
  readonly aliases: readonly string[]
  readonly writes: 'never' | 'always' | 'on create'
  /** Whether nothing can be created without it. */
  readonly required: boolean
}

/** What the meaning of a text depends on. */
type ColumnPlace = { readonly wallClock: WallClock; readonly settings: ProjectSettingValues }

export type Columns<Row> = { readonly [name: string]: Column<Row> }

type Options = { aliases?: readonly string[]; writes?: Column<never>['writes']; required?: boolean }

/** The fields of a row that hold such a value. */
type Of<Row, Value> = { [Key in keyof Row]-?: Row[Key] extends Value ? Key : never }[keyof Row] & string

/** The kinds of columns of one noun, with fields that really hold such values. */
export function columnsOf<Row>() {
  const column = (
    type: string,
    field: keyof Row & string,
    about: string,
    { aliases = [], writes = 'never', required = false }: Options,
    how: Pick<Column<Row>, 'read' | 'parse'> & Partial<Pick<Column<Row>, 'filters' | 'say'>>,
  ): Column<Row> => ({ type, about, field, aliases, writes, required, filters: true, say: sayPlain, ...how })

  return {
    /** A number of a record; 0 where there is none. */
    id: (field: Of<Row, number | null>, about: string, options: Options = {}) =>
      column('int', field, about, options, {
        read: (row) => (row[field] as number | null) ?? 0,
        parse: (text, name) => idFrom(text, name),
      }),

    /** The same, where -1 is anybody. */
    assignee: (field: Of<Row, number | null>, about: string, options: Options = {}) =>
      column('int', field, about, options, {
        read: (row) => (row[field] as number | null) ?? 0,
        parse: (text, name) => (text.trim() === '-1' ? -1 : idFrom(text, name)),
      }),

    number: (field: Of<Row, number>, type: 'int' | 'pct' | 'sec', about: string, options: Options = {}) =>
      column(type, field, about, options, {
        read: (row) => row[field] as number,
        parse: (text, name) => wholeFrom(text, name, 0, type === 'pct' ? 100 : 999_999_999_999),
      }),

    text: (field: Of<Row, string>, about: string, options: Options = {}) =>
      column('str', field, about, options, {
        read: (row) => row[field] as string,
        parse: (text) => text,
      }),

    /** An entry of a configured list, by its text or its slug, in any case. What is none of them finds nothing. */
    entry: (field: Of<Row, string>, setting: ListSetting, about: string, options: Options = {}) =>
      column('str', field, about, options, {
        read: (row) => row[field] as string,
        parse: (text, _name, { settings }) => settings[setting].find((entry) => slug(entry) === slug(text)) ?? text,
      }),

    /** A number, or the text that it is not: offsets such as `+10%`. */
    rate: (field: Of<Row, string>, about: string, options: Options = {}) =>
      column('money', field, about, options, {
        read: (row) => numberOrText(row[field] as string),
        parse: (text) => text.trim(),
      }),

    flag: (field: Of<Row, boolean>, about: string, options: Options = {}) =>
      column('flag', field, about, options, {
        read: (row) => (row[field] ? 1 : 0),
        parse: (text, name) => flagOf(text, name),
      }),

    /** One of these words; `others` are the face's own for some of ours. */
    word: <Word extends string>(
      field: Of<Row, Word>,
      words: readonly Word[],
      about: string,
      { shown = {}, ...options }: Options & { shown?: { readonly [word in Word]?: string } } = {},
    ) => {
      const wordShown = (word: Word): string => shown[word] ?? word
      const type = `one of ${words.map(wordShown).join(', ')}`
      return column(type, field, about, options, {
        read: (row) => wordShown(row[field] as Word),
        say: (value) => wordShown(value as Word),
        parse(text, name) {
          const sent = text.trim().toLowerCase()
          const found = words.find((word) => word === sent || wordShown(word).toLowerCase() === sent)
          if (found === undefined) throw new Invalid(name, type, text)
          return found
        },
      })
    },

    /** Empty on the wire where it is not set. */
    date: (field: Of<Row, CalendarDate | null>, about: string, options: Options = {}) =>
      column('date', field, about, options, {
        read: (row) => (row[field] as CalendarDate | null) ?? '',
        say: (value) => (value as CalendarDate | null) ?? '',
        parse: (text, name) => dateFrom(text, name),
      }),

    /** An instant in the zone of the installation. Lists are not narrowed by it: nobody knows its milliseconds. */
    datetime: (field: Of<Row, number | null>, about: string, options: Options = {}) =>
      column('datetime', field, about, options, {
        filters: false,
        read: (row, wallClock) => timeText(wallClock, row[field] as number | null),
        parse: (text, name, { wallClock }) => instantFrom(text, name, wallClock),
      }),

    /** Made of several fields, or of none. */
    shown: (type: string, about: string, read: Column<Row>['read']): Column<Row> => ({
      type,
      about,
      read,
      parse: (text) => text,
      say: sayPlain,
      filters: false,
      aliases: [],
      writes: 'never',
      required: false,
    }),
  }
}

type ListSetting =
  | 'project.project_type'
  | 'project.project_status'
  | 'action.action_type'
  | 'action.action_status'
  | 'timelog.timelog_type'

function sayPlain(value: unknown): Scalar {
  if (value === null) return 0
  return typeof value === 'boolean' ? Number(value) : (value as Scalar)
}

export const timeText = (wallClock: WallClock, at: number | null): string => (at === null ? '' : wallClock.format(at))

const UNSET = /^(?:0*|0000-00-00(?:[ T]00:00(?::00)?)?)$/

/** Null where nothing is meant: 0 and the empty text. */
export function idFrom(text: string, name: string): number | null {
  const sent = text.trim()
  if (!/^\d{0,15}$/.test(sent)) throw new Invalid(name, 'a number', text)
  return Number(sent) || null
}

export function wholeFrom(text: string, name: string, least: number, most: number): number {
  const sent = text.trim()
  const value = /^\d{1,12}$/.test(sent) ? Number(sent) : -1
  if (value < least || value > most) throw new Invalid(name, `a whole number from ${least} to ${most}`, text)
  return value
}

/** A time of day is cut off: dates of projects have none. */
export function dateFrom(text: string, name: string): CalendarDate | null {
  const sent = text.trim()
  if (UNSET.test(sent)) return null
  const date = /^(?:[ T]\d\d:\d\d(?::\d\d)?)?$/.test(sent.slice(10)) ? parseDate(sent.slice(0, 10)) : undefined
  if (!date) throw new Invalid(name, 'a date as YYYY-MM-DD', text)
  return date
}

export function instantFrom(text: string, name: string, wallClock: WallClock): number | null {
  const sent = text.trim()
  if (UNSET.test(sent)) return null
  const instant = wallClock.parse(sent)
  if (instant === undefined) throw new Invalid(name, 'a time as YYYY-MM-DD HH:MM:SS', text)
  return instant
}

const numberOrText = (text: string): number | string => (/^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text)
