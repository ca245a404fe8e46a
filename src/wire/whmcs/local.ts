import { SYSTEM } from '../../access/actor.ts'
import { decodePairs } from '../codec/brackets.ts'
import { type PlainValues, paramsOf } from '../codec/plain-values.ts'
import type { Fields, Tree } from '../codec/tree.ts'
import { isLong, type LongAnswer } from './action.ts'
import { type Parts, perform, type WhmcsCaller } from './perform.ts'
import { isFault, refusedAnswer } from './refuse.ts'
import { findAction } from './registry.ts'

/** The same as the names and values of a form, `pid[0]` among them. */
export type LocalPairs = readonly (readonly [name: string, value: string])[]
/** What a script passes; null is the same as leaving it out. */
export type PlainRequest = PlainValues

/**
 * One action for the owner of the data folder, who needs no credentials; `asStaff` is the username to act as, with that
 * member's rights. The answer is whole, with `result` first, and a refusal is an answer too; faults are thrown.
 */
export async function localCall(
  parts: Parts,
  command: string,
  values: PlainRequest | LocalPairs,
  asStaff?: string | undefined,
): Promise<Fields> {
  const action = findAction(command.trim())
  try {
    const caller: WhmcsCaller = asStaff
      ? await parts.domain.access.authentication.asStaff(SYSTEM, asStaff)
      : { actor: SYSTEM, staff: null, credential: null }
    if (!action) {
      await parts.domain.access.missingActions.count('whmcs', 0, command)
      return { result: 'error', message: 'Command Not Found' }
    }
    const { answer } = await perform(parts, action, caller, isPairs(values) ? decodePairs(values) : paramsOf(values))
    return { result: 'success', ...(isLong(answer) ? await gather(answer) : answer) }
  } catch (failure) {
    if (isFault(failure)) throw failure
    return refusedAnswer(failure, action).body
  }
}

const isPairs = (values: PlainRequest | LocalPairs): values is LocalPairs => Array.isArray(values)

async function gather({ before, path: [outer, inner], rows }: LongAnswer): Promise<Fields> {
  const all: Tree[] = []
  for await (const batch of rows) all.push(...batch)
  return { ...before, [outer]: inner === undefined ? all : { [inner]: all } }
}
