import { TransitionRefused } from '../base/refusal.ts'

/** A table of legal steps: each verb of the trade, the states it may be taken from, and the one it leads to. */
export type TransitionTable<State extends string> = Readonly<Record<string, { from: readonly State[]; to: State }>>

export const allows = <Table extends TransitionTable<string>>(
  table: Table,
  from: string,
  verb: keyof Table & string,
): boolean => table[verb]!.from.includes(from)

/** The state after `verb`, or a refusal that names all three. */
export function applyTransition<Table extends TransitionTable<string>, Verb extends keyof Table & string>(
  table: Table,
  noun: string,
  from: string,
  verb: Verb,
): Table[Verb]['to'] {
  if (!allows(table, from, verb)) throw new TransitionRefused(noun, from, verb)
  return table[verb]!.to
}
