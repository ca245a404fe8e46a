import { CommanderError, InvalidArgumentError } from 'commander'
import { Refusal } from '../base/refusal.ts'
import { ConfigProblems, wantsTraces } from '../config.ts'

export const FAILED = 1
const MISUSED = 2

/** A command line that cannot be meant so. */
export class Misuse extends Error {
  readonly hint: string | undefined
  constructor(message: string, hint?: string) {
    super(message)
    this.name = 'Misuse'
    this.hint = hint
  }
}

const MISUSES = [Misuse, ConfigProblems, InvalidArgumentError]

/** Says on stderr why a command failed, and gives its exit code. */
export function tell(failure: unknown, json: boolean): number {
  // Commander has said it already, and its help and version are no failures. Not so what an action found wrong.
  if (failure instanceof CommanderError && !(failure instanceof InvalidArgumentError))
    return failure.exitCode === 0 ? 0 : MISUSED
  process.stderr.write(json ? `${JSON.stringify({ error: factsOf(failure) })}\n` : wordsOf(failure))
  if (wantsTraces() && failure instanceof Error) process.stderr.write(`${failure.stack}\n`)
  return MISUSES.some((kind) => failure instanceof kind) ? MISUSED : FAILED
}

function wordsOf(failure: unknown): string {
  const problems = failure instanceof ConfigProblems ? failure.problems : [messageOf(failure)]
  const hint = hintOf(failure)
  const lines = problems.map((problem) => `provisor: ${problem}`)
  // A file can be wrong in many places; they are all told.
  if (failure instanceof Refusal && Array.isArray(failure.facts.problems))
    lines.push(...failure.facts.problems.map((problem) => `  ${problem}`))
  if (hint && !problems.some((problem) => problem.includes(hint))) lines.push(`  ${hint}`)
  return `${lines.join('\n')}\n`
}

function factsOf(failure: unknown): Record<string, unknown> {
  const code =
    failure instanceof Refusal
      ? failure.code
      : failure instanceof Misuse || failure instanceof InvalidArgumentError
        ? 'misuse'
        : 'fault'
  const problems =
    failure instanceof ConfigProblems
      ? failure.problems
      : failure instanceof Refusal
        ? failure.facts.problems
        : undefined
  return { code, message: messageOf(failure), hint: hintOf(failure), problems }
}

const messageOf = (failure: unknown): string =>
  failure instanceof Error ? failure.message || failure.name : String(failure)

const hintOf = (failure: unknown): string | undefined =>
  failure instanceof Error && 'hint' in failure && typeof failure.hint === 'string' ? failure.hint : undefined
