import type { z } from 'zod'
import { StorageFault } from '../../base/fault.ts'
import { Refusal } from '../../base/refusal.ts'
import { MalformedRequest } from '../codec/malformed.ts'
import { retryAfter, troubleText } from '../retry-after.ts'
import type { Problem } from './contract/problem.ts'
import { PROBLEMS, type ProblemCode } from './contract/problems.ts'

type Extras = Pick<Problem, 'facts' | 'hint' | 'errors' | 'requestId'>

/** An answer that is no success, thrown by what admits and decodes; verbs throw refusals instead. */
export class ProblemAnswer extends Error {
  readonly problem: Problem
  readonly headers: Readonly<Record<string, string>>
  constructor(problem: Problem, headers: Readonly<Record<string, string>> = {}) {
    super(problem.detail)
    this.name = 'ProblemAnswer'
    this.problem = problem
    this.headers = headers
  }
}

export function makeProblem(code: ProblemCode, detail: string, extras: Extras = {}): Problem {
  return toProblem(code, PROBLEMS[code], detail, extras)
}

/** Undefined for a fault, which is for the log and not for the caller. */
export function problemOf(failure: unknown): ProblemAnswer | undefined {
  if (failure instanceof ProblemAnswer) return failure
  if (failure instanceof Refusal) return new ProblemAnswer(ofRefusal(failure), retryAfter(failure))
  if (failure instanceof MalformedRequest) return new ProblemAnswer(makeProblem('invalid', failure.reason))
  const status = (failure as { statusCode?: number } | null)?.statusCode
  if (status === 413) return new ProblemAnswer(makeProblem('too_large', 'The body is larger than this server reads'))
  if (status === 415) return new ProblemAnswer(makeProblem('unsupported_media_type', 'Send application/json'))
  if (status !== undefined && status >= 400 && status < 500)
    return new ProblemAnswer(makeProblem('invalid', (failure as Error).message))
  return undefined
}

/** Of a fault: the blandest words, and when to come again where that helps. */
export const faultAnswer = (fault: unknown): ProblemAnswer =>
  fault instanceof StorageFault
    ? new ProblemAnswer(makeProblem('unavailable', troubleText(fault)), retryAfter(fault))
    : new ProblemAnswer(makeProblem('internal', 'The fault is in the log'))

function ofRefusal({ code, message, facts, hint }: Refusal): Problem {
  const extras: Extras = { ...(Object.keys(facts).length > 0 && { facts }), ...(hint !== undefined && { hint }) }
  if (code === 'invalid') extras.errors = [{ path: `${facts.field}`, message: `expected ${facts.expected}` }]
  return toProblem(code, PROBLEMS[isKnown(code) ? code : 'refused'], message, extras)
}

const isKnown = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code)

function toProblem(code: string, { status, title }: { status: number; title: string }, detail: string, extras: Extras) {
  return { type: `urn:provisor:problem:${code}`, title, status, detail, code, ...extras }
}

/** Where no operation is; `methods` are those that the path takes. */
export function nothingAt(path: string, methods: readonly string[]): ProblemAnswer {
  if (methods.length === 0) return new ProblemAnswer(makeProblem('not_found', `There is nothing at ${path}`))
  return new ProblemAnswer(makeProblem('method_not_allowed', `${path} takes ${methods.join(', ')}`), {
    allow: methods.join(', '),
  })
}

const MOST_ERRORS = 100

/** One problem that names every fault of the request, up to a hundred. What was sent is not repeated: it may be secret. */
export function invalidRequest(
  faults: readonly { part: string; issues: readonly z.core.$ZodIssue[] }[],
): ProblemAnswer {
  const errors = faults.flatMap(({ part, issues }) => issues.flatMap((issue) => errorsOf(part, issue)))
  const [first, ...others] = errors
  const detail = `${first!.path}: ${first!.message}${others.length > 0 ? `, and ${others.length} more` : ''}`
  return new ProblemAnswer(makeProblem('invalid', detail, { errors: errors.slice(0, MOST_ERRORS) }))
}

/** The same for one fault that no schema finds. */
export const invalidAt = (path: string, message: string): ProblemAnswer =>
  new ProblemAnswer(makeProblem('invalid', `${path}: ${message}`, { errors: [{ path, message }] }))

function errorsOf(part: string, issue: z.core.$ZodIssue): { path: string; message: string }[] {
  const path = [part, ...issue.path].join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: `${path}.${key}`, message: 'there is no such parameter' }))
  return [{ path, message: issue.message }]
}
