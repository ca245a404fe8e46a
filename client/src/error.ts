import type { Problem, ProblemCode } from './contract.ts'

/**
 * The codes that this client gives by itself, all with status 0 but the last one: nobody answered, nobody answered in
 * time, or what answered is not a Provisor server.
 */
export type ClientCode = 'unreachable' | 'timeout' | 'unexpected_answer'

/** Whatever was not done. `code` is stable and for programs; `detail` is for people. */
export class ProvisorError extends Error {
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number
  readonly code: ProblemCode | ClientCode | (string & {})
  readonly detail: string
  /** The evidence, as the code has it: `permission_refused` has `permission`, `not_found` has `noun` and `id`. */
  readonly facts: Readonly<Record<string, unknown>>
  readonly hint: string | undefined
  /** What is wrong with the request, place by place. */
  readonly errors: readonly { readonly path: string; readonly message: string }[]
  /** With this the operator finds a fault of the server in its log. */
  readonly requestId: string | undefined

  constructor(problem: Pick<Problem, 'status' | 'code' | 'detail'> & Partial<Problem>, cause?: unknown) {
    super(problem.detail, cause === undefined ? undefined : { cause })
    this.name = 'ProvisorError'
    this.status = problem.status
    this.code = problem.code
    this.detail = problem.detail
    this.facts = problem.facts ?? {}
    this.hint = problem.hint
    this.errors = problem.errors ?? []
    this.requestId = problem.requestId
  }
}
