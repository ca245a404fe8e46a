import type { Actor } from '../../access/actor.ts'
import type { Domain } from '../../domain.ts'
import type { ServiceCaller } from '../../outbound/caller.ts'
import type { AnswerOf, InputOf, Operation } from './contract/operation.ts'

/** One admitted request, as a handler sees it. */
export type Call<Who = Actor> = {
  readonly actor: Who
  readonly domain: Domain
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

/** How one operation is answered. Open ones come without a call: nobody has been admitted. */
export type Handler = {
  readonly operation: Operation
  answer(call: Call<never>, input: never): Promise<unknown>
}

/** Binds an operation to a verb, with the types of both sides from the contract. */
export const handle = <O extends Operation>(
  operation: O,
  answer: (call: Call, input: InputOf<O>) => Promise<AnswerOf<O>>,
): Handler => ({ operation, answer })

/** The same for operations that admit services of outbound accounts. */
export const handleService = <O extends Operation & { readonly admits: 'service' }>(
  operation: O,
  answer: (call: Call<ServiceCaller>, input: InputOf<O>) => Promise<AnswerOf<O>>,
): Handler => ({ operation, answer })
