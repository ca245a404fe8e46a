import { Refusal } from '../base/refusal.ts'

/** A failure on its way through the socket. Its reader is the owner of the data folder, so faults keep their words. */
export type Carried = {
  code: string
  message: string
  facts: Readonly<Record<string, unknown>>
  hint: string | undefined
}

const FAULT = 'fault'

/** A fault (not a refusal) that happened in the server, or on the way to it, with what the operator can do. */
export class LocalFault extends Error {
  readonly hint: string | undefined
  constructor(message: string, hint?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'LocalFault'
    this.hint = hint
  }
}

export function carry(failure: unknown): Carried {
  if (failure instanceof Refusal) {
    const { code, message, facts, hint } = failure
    return { code, message, facts, hint }
  }
  if (!(failure instanceof Error)) return { code: FAULT, message: String(failure), facts: {}, hint: undefined }
  const hint = 'hint' in failure && typeof failure.hint === 'string' ? failure.hint : undefined
  return { code: FAULT, message: failure.message, facts: {}, hint }
}

export function uncarry({ code, message, facts, hint }: Carried): Error {
  if (code === FAULT) return new LocalFault(message, hint)
  return new Refusal(code, message, facts, hint === undefined ? {} : { hint })
}
