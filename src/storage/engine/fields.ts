import type { Queries } from './database.ts'
import { fold, join, raw, type Sql, sql, type Value } from './sql.ts'

/** How a field of a noun stands in its table. */
export type Field = {
  readonly sql: Sql
  readonly kind: 'number' | 'text' | 'flag'
  /** Whether it can be unset: then it is ordered as 0 or empty, since the two databases put nulls elsewhere. */
  readonly nullable?: true
  /** The same text folded: it is found and ordered without regard to case. */
  readonly folded?: Sql
  /** The words that it can be, in the order in which they are sorted. */
  readonly words?: readonly string[]
}

/** All the fields of a noun, by which its lists are filtered and ordered. */
export type FieldMap<Row> = { readonly [field in keyof Row]-?: Field }

export const number = (column: Sql): Field => ({ sql: column, kind: 'number' })
export const text = (column: Sql): Field => ({ sql: column, kind: 'text' })
export const foldedText = (column: Sql, folded: Sql): Field => ({ sql: column, kind: 'text', folded })
export const oneWordOf = (words: readonly string[], column: Sql): Field => ({ sql: column, kind: 'text', words })
export const flagged = (column: Sql): Field => ({ sql: column, kind: 'flag' })
export const nullable = (field: Field): Field => ({ ...field, nullable: true })

/** The fields of two things that stand in one row. */
export const both = <A, B>(a: FieldMap<A>, b: FieldMap<B>): FieldMap<A & B> => ({ ...a, ...b }) as FieldMap<A & B>

/** `a AS "field", …`, so that a page of rows needs no second copy. */
export const selected = <Row>(fields: FieldMap<Row>): Sql =>
  join(
    entries(fields).map(([name, field]) => sql`${field.sql} AS ${raw(`"${name}"`)}`),
    ', ',
  )

/** A condition for each field that the filter has values for: a row has one of them. */
export function anyOf<Row>(
  q: Queries,
  fields: FieldMap<Row>,
  filter: { readonly [field in keyof Row]?: readonly unknown[] | undefined },
): Sql[] {
  return entries(fields).flatMap(([name, field]) => {
    const values = filter[name as keyof Row]
    return values === undefined ? [] : [hasOneOf(q, field, values)]
  })
}

function hasOneOf(q: Queries, field: Field, values: readonly unknown[]): Sql {
  const { kind, folded, sql: plain } = field
  const column = folded ?? plain
  const stored = (value: unknown) => (kind === 'flag' ? Number(value) : folded ? fold(String(value)) : value)
  const present = values.filter((value) => value !== null).map(stored)
  const orUnset = present.length < values.length ? sql` OR ${column} IS NULL` : sql``
  if (present.length === 1) return sql`(${column} = ${present[0] as Value}${orUnset})`
  const among = kind === 'text' ? q.phrases.inTexts(present as string[]) : q.phrases.inIntegers(present as number[])
  return sql`(${column} ${among}${orUnset})`
}

const entries = (fields: object) => Object.entries(fields as Record<string, Field>)
