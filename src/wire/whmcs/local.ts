import { SYSTEM } from '../../access/actor.ts'
import { decodePairs } from '../codec/brackets.ts'
import { maxDepth, maxParameters } from '../codec/limits.ts'
import { MalformedRequest } from '../codec/malformed.ts'
import type { Param, ParamMap } from '../codec/php-value.ts'
import { storableText } from '../codec/text.ts'
import type { Fields, Tree } from '../codec/tree.ts'
import { isLong, type LongAnswer } from './action.ts'
import { type Caller, type Parts, perform } from './perform.ts'
import { isFault, refusedAnswer } from './refuse.ts'
import { findAction } from './registry.ts'

/** What a script passes: texts, numbers, booleans, and maps and lists of them. Null is the same as leaving it out. */
export type LocalValues = { readonly [name: string]: LocalValue | undefined }
/** The same as the names and values of a form, `pid[0]` among them. */
export type LocalPairs = readonly (readonly [name: string, value: string])[]
export type LocalValue = string | number | boolean | null | readonly LocalValue[] | LocalValues

/**
 * One action for the owner of the data folder, who needs no credentials; `asStaff` is the username to act as, with that
 * member's rights. The answer is whole, with `result` first, and a refusal is an answer too; faults are thrown.
 */
export async function localCall(
  parts: Parts,
  command: string,
  values: LocalValues | LocalPairs,
  asStaff?: string | undefined,
): Promise<Fields> {
  const action = findAction(command.trim())
  try {
    const caller: Caller = asStaff
      ? await parts.domain.access.authentication.asStaff(SYSTEM, asStaff)
      : { actor: SYSTEM, staff: null, credential: null }
    if (!action) {
      await parts.domain.access.missingActions.count('whmcs', 0, command)
      return { result: 'error', message: 'Command Not Found' }
    }
    const answer = await perform(parts, action, caller, isPairs(values) ? decodePairs(values) : toParams(values))
    return { result: 'success', ...(isLong(answer) ? await gather(answer) : answer) }
  } catch (failure) {
    if (isFault(failure)) throw failure
    return refusedAnswer(failure, action).body
  }
}

const isPairs = (values: LocalValues | LocalPairs): values is LocalPairs => Array.isArray(values)

async function gather({ before, path: [outer, inner], rows }: LongAnswer): Promise<Fields> {
  const all: Tree[] = []
  for await (const batch of rows) all.push(...batch)
  return { ...before, [outer]: inner === undefined ? all : { [inner]: all } }
}

/** The parameters as they would have come in a form, under the same limits. */
function toParams(values: LocalValues): ParamMap {
  let count = 0

  function toParam(value: LocalValue, levels: number): Param {
    if (++count > maxParameters) throw new MalformedRequest(`Too many parameters: expected at most ${maxParameters}`)
    if (value === null || typeof value !== 'object') return textOf(value)
    if (levels === 0) throw new MalformedRequest(`Parameter nested too deep: expected at most ${maxDepth} levels`)
    return toMap(value, levels - 1)
  }

  function toMap(map: LocalValues | readonly LocalValue[], levels: number): ParamMap {
    const present = Object.entries(map).filter(
      (entry): entry is [string, LocalValue] => entry[1] !== null && entry[1] !== undefined,
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
