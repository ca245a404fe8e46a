/**
 * The database cannot do its work now: a full disk, a lost server. Nothing of the request was written. Faces answer that
 * they are unavailable, which invites another try; the log has the cause.
 */
export class StorageFault extends Error {
  /** What the operator can do about it. */
  readonly hint: string
  constructor(doing: string, hint: string, cause?: unknown) {
    super(`${doing}: ${cause instanceof Error ? cause.message : hint}`, { cause })
    this.name = 'StorageFault'
    this.hint = hint
  }
}
