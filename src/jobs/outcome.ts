import type { Json } from './job.ts'

/**
 * What an outcome says about the lane's far side. `ill` counts towards the breaker, `well` begins the count anew and
 * closes a breaker that probes, `broken` opens it at once (a refused password will be refused again), `unsaid` does
 * neither.
 */
export type Health = 'well' | 'ill' | 'broken' | 'unsaid'

/** How a handler ends its turn. Expected ends are values; what is thrown is a fault of the handler. */
export type JobOutcome =
  | { readonly is: 'done'; readonly note: string | null; readonly result: Json; readonly health: Health }
  | { readonly is: 'retryAfter'; readonly why: string; readonly delayMs: number; readonly health: Health }
  | { readonly is: 'giveUp'; readonly why: string; readonly result: Json; readonly health: Health }
  | { readonly is: 'unknown'; readonly why: string; readonly delayMs: number; readonly health: Health }

type Said = { result?: Json; health?: Health }

export const done = ({
  result = null,
  health = 'well',
  note = null,
}: Said & { note?: string | null } = {}): JobOutcome => ({
  is: 'done',
  note,
  result,
  health,
})

/** A transient failure: the job waits, with its place and without holding up others, until `delayMs` have passed. */
export const retryAfter = (
  why: string,
  delayMs: number,
  { health = 'ill' }: Pick<Said, 'health'> = {},
): JobOutcome => ({
  is: 'retryAfter',
  why,
  delayMs,
  health,
})

/** Ends as failed. The far side did answer, so it is well unless told otherwise. */
export const giveUp = (why: string, { result = null, health = 'well' }: Said = {}): JobOutcome => ({
  is: 'giveUp',
  why,
  result,
  health,
})

/**
 * It may have happened, or it still goes on. The job stays running and is held by nobody; it keeps its order key and its
 * place among those that run at once. After `delayMs` its handler is called again, to look before anything is repeated;
 * who learns the end earlier may `settle` it.
 */
export const unknown = (why: string, delayMs: number, { health = 'ill' }: Pick<Said, 'health'> = {}): JobOutcome => ({
  is: 'unknown',
  why,
  delayMs,
  health,
})
