/**
 * An answer, as every format renders it. Keys are ours: they keep the order in which they were written (so no key
 * looks like an integer where the order matters) and hold no brackets. Values may hold anything.
 */
export type Tree = Scalar | Tree[] | Fields
export type Scalar = string | number | boolean | null
export type Fields = { [key: string]: Tree }

/** A scalar in the formats that know only text, as PHP prints it: null and false are '', true is '1'. */
export function scalarText(value: Scalar): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return value ? '1' : ''
}
