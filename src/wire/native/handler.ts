import type { Actor } from '../../access/actor.ts'
import type { Site } from '../../access/second-factor/passkeys.ts'
import type { SessionAdmitted } from '../../access/sessions/admit-session.ts'
import type { Domain } from '../../domain.ts'
import type { ServiceCaller } from '../../outbound/accounts/caller.ts'
import type { Download } from '../send-bytes.ts'
import type { AnswerOf, ApiOperation, InputOf } from './contract/operation.ts'

/** One admitted request, as a handler sees it. */
export type ApiCall<Who = Actor> = {
  readonly actor: Who
  readonly domain: Domain
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
  /** Who it is by now, for what goes on for long; throws when they are not let in any more. */
  again(): Promise<Actor>
  /** Of this program, as far as strangers are told: otherwise empty. */
  readonly version: string
  readonly browser: ApiBrowser
  /** Of operations that bring a file. */
  readonly upload?: ApiUpload
}

/** What a session needs to know of where the request came from, and how its cookie is kept there. */
export type ApiBrowser = {
  readonly address: string
  readonly agent: string
  readonly site: Site
  /** The session that was shown, if one was. */
  readonly session: SessionAdmitted | null
  /** Throws where nobody is listened to; for who is about to sign in. */
  checkAddress(): Promise<'allowed' | 'known_only'>
  keepSession(opened: { readonly token: string; readonly expiresAt: number }): void
  forgetSession(): void
}

/** A file on its way in. */
export type ApiUpload = { readonly mediaType: string | undefined; readonly bytes: AsyncIterable<Uint8Array> }

/** How one operation is answered. Open ones come without a call: nobody has been admitted. */
export type ApiHandler = {
  readonly operation: ApiOperation
  answer(call: ApiCall<never>, input: never): Promise<unknown>
  /** What goes on, as Server-Sent Events. */
  stream?(call: ApiCall, input: never, lastEventId: number | undefined): AsyncIterable<string>
}

/** Binds an operation to a verb, with the types of both sides from the contract. */
export const handle = <O extends ApiOperation>(
  operation: O,
  answer: (call: ApiCall, input: InputOf<O>) => Promise<AnswerOf<O>>,
): ApiHandler => ({ operation, answer })

/** The same for operations that bring a file. */
export const handleUpload = <O extends ApiOperation & { readonly uploads: true }>(
  operation: O,
  answer: (call: ApiCall, input: InputOf<O>, upload: ApiUpload) => Promise<AnswerOf<O>>,
): ApiHandler => ({ operation, answer: (call: ApiCall, input: InputOf<O>) => answer(call, input, call.upload!) })

/** The same for operations that answer a file. */
export const handleDownload = <O extends ApiOperation & { readonly downloads: true }>(
  operation: O,
  answer: (call: ApiCall, input: InputOf<O>) => Promise<Download>,
): ApiHandler => ({ operation, answer })

/** The same for operations whose answer can go on. */
export const handleStream = <O extends ApiOperation & { readonly streams: true }>(
  operation: O,
  answer: (call: ApiCall, input: InputOf<O>) => Promise<AnswerOf<O>>,
  stream: (call: ApiCall, input: InputOf<O>, lastEventId: number | undefined) => AsyncIterable<string>,
): ApiHandler => ({ operation, answer, stream })

/** The same for operations that admit services of outbound accounts. */
export const handleService = <O extends ApiOperation & { readonly admits: 'service' }>(
  operation: O,
  answer: (call: ApiCall<ServiceCaller>, input: InputOf<O>) => Promise<AnswerOf<O>>,
): ApiHandler => ({ operation, answer })
