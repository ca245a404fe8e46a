import * as z from 'zod'
import { type CalendarDate, parseDate } from '../../../base/calendar.ts'
import { decodeCursor, type SortWord } from './cursor.ts'

/** The number of a record. */
export const id = z.int().min(1)

/** A moment, always in UTC and with milliseconds: `2026-03-01T09:00:02.000Z`. */
export const instant = z.iso.datetime({ precision: 3 })

/** The same as it is given: any zone, read as milliseconds. */
export const moment = z
  .codec(z.iso.datetime({ error: 'expected an instant such as 2026-03-01T00:00:00Z' }), z.int(), {
    decode: (text) => Date.parse(text),
    encode: (at) => new Date(at).toISOString(),
  })
  .meta({ format: 'date-time' })

/** A day of the calendar without a zone: `2026-03-01`. */
export const calendarDate = z.iso.date()

/** The same as it is given. */
export const sentDate = z.iso
  .date({ error: 'expected a date as YYYY-MM-DD', abort: true })
  .refine((day) => parseDate(day) !== undefined, { error: 'expected a year from 1 to 9999' }) as unknown as z.ZodType<
  CalendarDate,
  CalendarDate
>

/** Text that is sent; NUL is refused because no database can hold it. */
export const text = (longest: number) =>
  z
    .string()
    .max(longest, { error: `expected at most ${longest} characters` })
    .refine((sent) => !sent.includes('\0'), { error: 'expected a text without NUL characters' })

/** The password of an account, in clear. Never repeated in an answer. */
export const servicePassword = text(255).min(8, { error: 'expected a password of at least 8 characters' })

/** An amount that is sent: every one is exact. */
export const sentAmount = z.string().regex(/^-?\d{1,13}(\.\d{1,2})?$/, { error: 'expected decimal text such as 12.95' })

/** Decimal text, exact, always with two fraction digits: `12.95`. */
export const amount = z.string().regex(/^-?\d+\.\d{2}$/)

/** Values of a query string or a path come as text; these read it, and stand in the API description as what they mean. */

const digits = (expected: string) => z.string({ error: expected }).regex(/^\d{1,15}$/, { error: expected })

function wholeNumber(from: number, to = Number.MAX_SAFE_INTEGER) {
  const expected = `expected a whole number ${to === Number.MAX_SAFE_INTEGER ? `from ${from}` : `from ${from} to ${to}`}`
  const range = z.int({ error: expected }).min(from, { error: expected }).max(to, { error: expected })
  return z.codec(digits(expected), range, { decode: Number, encode: String })
}

export const idText = wholeNumber(1)

/** In the sealed log of events; 0 is before the first. */
export const position = wholeNumber(0)

/** How many, from 1. */
export const upTo = (most: number) => wholeNumber(1, most)

export const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: `expected one of ${words.join(', ')}` })

/** `true` or `false`. */
export const flagText = z.codec(oneOf(['true', 'false']), z.boolean(), {
  decode: (word) => word === 'true',
  encode: (value) => (value ? ('true' as const) : ('false' as const)),
})

/** NUL is refused here because no database can hold it. */
export const filterText = z
  .string({ error: 'expected one text' })
  .min(1, { error: 'expected a text that is not empty' })
  .max(255, { error: 'expected at most 255 characters' })
  .refine((text) => !text.includes('\0'), { error: 'expected a text without NUL characters' })

/** `include=a,b`. */
export const commaList = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.codec(z.string({ error: `expected a comma list of ${words.join(', ')}` }), z.array(oneOf(words)), {
    decode: (text) => text.split(',') as Words[number][],
    encode: (list) => list.join(','),
  })

export const idPath = z.strictObject({ id: idText })

/** The answer of what leaves nothing else to say. */
export const done = z
  .object({ id })
  .meta({ id: 'Done', description: 'The number of what was made, changed or deleted' })

/** Every list is searched alike. */
export const listQuery = {
  q: text(1000).optional().meta({
    description: 'The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"`',
  }),
  fields: text(1000)
    .optional()
    .meta({ description: 'A comma list of the fields that each item is to have; all where it is left out' }),
}

/** Where a page ended, as text that means nothing to others: what follows is found without passing over what came before. */
const cursorText = text(8000).refine((sent) => decodeCursor(sent) !== undefined, {
  error: 'expected the nextCursor of an earlier page',
})

/** Every list is paged alike. */
export const pageQuery = {
  ...listQuery,
  offset: wholeNumber(0).default(0).meta({ description: 'How many rows to pass over' }),
  limit: wholeNumber(1, 500).default(50).meta({ description: 'How many rows to return at most' }),
  cursor: cursorText.optional().meta({
    description:
      'The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. ' +
      'In the order of that page, and without an `offset`',
  }),
}

/** Of a list that comes whole where neither is given. */
export const partQuery = {
  limit: wholeNumber(1, 500)
    .optional()
    .meta({ description: 'How many rows to return at most; all where it is left out' }),
  cursor: pageQuery.cursor,
}

/** `name`, or `-name` from the last to the first. */
export const sortWord = <const Field extends string>(fields: readonly Field[]) =>
  oneOf(fields.flatMap((field): SortWord<Field>[] => [field, `-${field}`]) as [SortWord<Field>]).meta({
    description: 'By what the list is sorted, and then by id; with `-` from the last to the first',
  })

const asPair = (word: string): string[] => word.split(',').map((one) => one.replace(/^-/, ''))

/** By one or two fields, one after the other: `-retries,createdAt`. */
export const sortPair = <const Field extends string>(fields: readonly Field[]) =>
  z
    .string()
    .max(100)
    .refine(
      (sent) => {
        const asked = asPair(sent)
        return (
          asked.length <= 2 &&
          new Set(asked).size === asked.length &&
          asked.every((one) => fields.includes(one as Field))
        )
      },
      {
        error: `expected one or two of ${fields.join(', ')} with a comma between them, with - in front from the last to the first`,
      },
    )
    .meta({
      description: `By what the list is sorted, and then by id: one or two of ${fields.join(', ')} with a comma; with \`-\` from the last to the first`,
      examples: [`-${fields.at(-2)},${fields[0]}`],
    })

/** Rows and total are of one moment; past the end there are no rows and the total still stands. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    total: z.int().min(0).meta({ description: 'How many rows match in all' }),
    offset: z.int().min(0),
    limit: z.int().min(1),
    nextCursor: z.string().nullable().meta({ description: 'Send it as `cursor` for what follows; null at the end' }),
  })
