import { maxParameters } from './limits.ts'

/** A request that cannot be read. `reason` names what was expected, never what was sent, so it is safe to show. */
export class MalformedRequest extends Error {
  readonly reason: string

  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'MalformedRequest'
    this.reason = reason
  }
}

export const tooManyParameters = () => new MalformedRequest(`Too many parameters: expected at most ${maxParameters}`)
