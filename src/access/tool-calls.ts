import type { Transaction, Tx } from '../base/transaction.ts'
import { record } from '../events/event.ts'
import type { EventStore } from '../events/store.ts'
import type { Actor } from './actor.ts'

/** A call of a tool that changes something, by an assistant. */
export type ToolCalled = {
  readonly tool: string
  /** The program that the assistant runs in, as it named itself. */
  readonly client: string
  /** `preview`, `done`, or the code of a refusal. */
  readonly outcome: string
}

/** In the transaction of what was done. */
export const recordToolCall = (
  tx: Tx<{ events: EventStore }>,
  actor: Actor,
  { tool, client, outcome }: ToolCalled,
): Promise<void> =>
  record(tx, actor, {
    kind: 'tool.called',
    subjectId: actor.credentialId ?? 0,
    description: `Tool ${tool} called by ${client || 'an unnamed program'}: ${outcome}`,
    changes: { tool: [null, tool], client: [null, client], outcome: [null, outcome] },
  })

export const makeToolCalls = ({ transaction }: { transaction: Transaction<{ events: EventStore }> }) => ({
  /** Of a call that changed nothing. */
  note: (actor: Actor, called: ToolCalled): Promise<void> => transaction((tx) => recordToolCall(tx, actor, called)),
})
