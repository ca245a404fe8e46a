import type { Actor } from '../../access/actor.ts'
import type { Domain } from '../../domain.ts'
import type { ServiceCaller } from '../../outbound/accounts/caller.ts'
import type { Download } from '../send-bytes.ts'
import type { AnswerOf, InputOf, Operation } from './contract/operation.ts'

/** One admitted request, as a handler sees it. */
export type Call<Who = Actor> = {
  readonly actor: Who
  readonly domain: Domain
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
  /** Of this program, as far as strangers are told: otherwise empty. */
  readonly version: string
  /** Of operations that bring a file. */
  readonly upload?: Upload
}

/** A file on its way in. */
export type Upload = { readonly mediaType: string | undefined; readonly bytes: AsyncIterable<Uint8Array> }

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

/** The same for operations that bring a file. */
export const handleUpload = <O extends Operation & { readonly uploads: true }>(
  operation: O,
  answer: (call: Call, input: InputOf<O>, upload: Upload) => Promise<AnswerOf<O>>,
): Handler => ({ operation, answer: (call: Call, input: InputOf<O>) => answer(call, input, call.upload!) })

/** The same for operations that answer a file. */
export const handleDownload = <O extends Operation & { readonly downloads: true }>(
  operation: O,
  answer: (call: Call, input: InputOf<O>) => Promise<Download>,
): Handler => ({ operation, answer })

/** The same for operations that admit services of outbound accounts. */
export const handleService = <O extends Operation & { readonly admits: 'service' }>(
  operation: O,
  answer: (call: Call<ServiceCaller>, input: InputOf<O>) => Promise<AnswerOf<O>>,
): Handler => ({ operation, answer })
