import { tooDeep } from './brackets.ts'
import { maxDepth, maxParameters } from './limits.ts'
import { tooManyParameters } from './malformed.ts'
import type { Param, ParamMap } from './php-value.ts'
import { storableText } from './text.ts'

/** Texts, numbers, booleans, and maps and lists of them, as JSON and scripts say them. */
export type PlainValues = { readonly [name: string]: PlainValue | undefined }
export type PlainValue = string | number | boolean | null | readonly PlainValue[] | PlainValues

type Options = {
  /** What null stands for; left out by default. */
  nothing?: 'left out' | 'empty'
}

/** The same as if it had come in a form, under the same limits. */
export function paramsOf(values: PlainValues, { nothing = 'left out' }: Options = {}): ParamMap {
  let count = 0

  function toParam(value: PlainValue, levels: number): Param {
    if (++count > maxParameters) throw tooManyParameters()
    if (value === null || typeof value !== 'object') return textOf(value)
    if (levels === 0) throw tooDeep()
    return toMap(value, levels - 1)
  }

  function toMap(map: PlainValues | readonly PlainValue[], levels: number): ParamMap {
    const present = Object.entries(map).filter(
      (entry): entry is [string, PlainValue] => entry[1] !== undefined && (entry[1] !== null || nothing === 'empty'),
    )
    return new Map(present.map(([key, value]) => [storableText(key), toParam(value, levels)]))
  }

  return toMap(values, maxDepth)
}

/** As PHP writes them into a form. */
function textOf(value: string | number | boolean | null): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  return storableText(String(value ?? ''))
}
