import { TROUBLES, type Trouble, troubleOf } from './trouble/trouble.ts'

/**
 * What keeps things cannot do its work now: a full disk, a lost server. Nothing of the request was written, as far as can
 * be known. Faces answer that they are unavailable, which invites another try; the log has the cause.
 */
export class StorageFault extends Error {
  readonly trouble: Trouble
  /** What the operator can do about it. */
  readonly hint: string
  constructor(
    doing: string,
    trouble: Trouble,
    { cause, hint = TROUBLES[trouble].mend }: { cause?: unknown; hint?: string } = {},
  ) {
    super(`${doing}: ${cause instanceof Error ? cause.message : hint}`, { cause })
    this.name = 'StorageFault'
    this.trouble = trouble
    this.hint = hint
  }
}

/** What is wrong, also where it was said already. */
export const troubleIn = (cause: unknown): Trouble | undefined =>
  cause instanceof StorageFault ? cause.trouble : troubleOf(cause)

/** Throws what is known trouble as such, and anything else as it is. */
export function refuseTrouble(doing: string, cause: unknown): never {
  const trouble = cause instanceof StorageFault ? undefined : troubleOf(cause)
  throw trouble === undefined ? cause : new StorageFault(doing, trouble, { cause })
}
