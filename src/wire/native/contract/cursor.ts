import type { Place } from '../../../base/page.ts'

/** A field by which a list is sorted; with `-` from the last to the first. */
export type SortWord<Field extends string> = Field | `-${Field}`

/** Where a page ended in a list that is sorted so: `-createdAt`, and the values of its last row. */
type Cursor = { readonly sort: string; readonly place: Place }

/** As text that means nothing to others. */
export const encodeCursor = ({ sort, place }: Cursor): string =>
  Buffer.from(JSON.stringify([sort, ...place])).toString('base64url')

/** Undefined for what no page ever gave. */
export function decodeCursor(text: string): Cursor | undefined {
  const parts = parsed(Buffer.from(text, 'base64url').toString())
  if (!Array.isArray(parts)) return undefined
  const [sort, ...place] = parts as unknown[]
  if (typeof sort !== 'string' || !place.every(isValue)) return undefined
  return encodeCursor({ sort, place }) === text ? { sort, place } : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** No database can hold NUL. */
const isValue = (value: unknown): value is Place[number] =>
  value === null ||
  typeof value === 'boolean' ||
  typeof value === 'number' ||
  (typeof value === 'string' && !value.includes('\0'))
