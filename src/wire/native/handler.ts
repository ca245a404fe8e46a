import type { Actor } from '../../access/actor.ts'
import type { Domain } from '../../domain.ts'
import type { AnswerOf, InputOf, Operation } from './contract/operation.ts'

/** One admitted request, as a handler sees it. */
export type Call = { readonly actor: Actor; readonly domain: Domain }

/** How one operation is answered. Open ones come without a call: nobody has been admitted. */
export type Handler = {
  readonly operation: Operation
  answer(call: Call, input: never): Promise<unknown>
}

/** Binds an operation to a verb, with the types of both sides from the contract. */
export const handle = <O extends Operation>(
  operation: O,
  answer: (call: Call, input: InputOf<O>) => Promise<AnswerOf<O>>,
): Handler => ({ operation, answer })
