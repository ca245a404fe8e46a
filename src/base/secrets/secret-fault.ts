/** A fault of the secret key or of what was sealed under it, with what the operator can do about it. */
export class SecretFault extends Error {
  readonly hint: string
  constructor(message: string, hint: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'SecretFault'
    this.hint = hint
  }
}
