/** Larger than the server takes, or than what unknown senders have together. */
export class BodyTooLarge extends Error {
  readonly statusCode = 413
  constructor() {
    super('Request too large')
    this.name = 'BodyTooLarge'
  }
}
