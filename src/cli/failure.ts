import { CommanderError, InvalidArgumentError } from 'commander'
import { Refusal } from '../base/refusal.ts'
import { ConfigProblems, wantsTraces } from '../config.ts'
import { clean, shown } from './colours.ts'

export const FAILED = 1
const MISUSED = 2

/** Where something was named and nothing was there to act on, the command failed: scripts must not take it for done. */
export function failUnless(found: boolean): void {
  if (!found) process.exitCode = FAILED
}

/** A command line that cannot be meant so: all that is wrong with it. */
export class Misuse extends Error {
  readonly problems: readonly string[]
  readonly hint: string | undefined
  constructor(problems: string | readonly string[], hint?: string) {
    super([problems].flat().join('\n'))
    this.name = 'Misuse'
    this.problems = [problems].flat()
    this.hint = hint
  }
}

/** What somebody gave, to be told: in quotes, without what a terminal would heed, and no longer than a line. */
export const quoted = (value: string): string => {
  const [shown, more] = value.length > LONGEST ? [value.slice(0, LONGEST), '\u2026'] : [value, '']
  return `"${clean(JSON.stringify(shown).slice(1, -1))}${more}"`
}

const LONGEST = 80

const MISUSES = [Misuse, ConfigProblems, InvalidArgumentError]

/** Says on stderr why a command failed, and gives its exit code. */
export function tell(failure: unknown, json: boolean): number {
  // Commander has said it already, and its help and version are no failures. Not so what an action found wrong.
  if (failure instanceof CommanderError && !(failure instanceof InvalidArgumentError))
    return failure.exitCode === 0 ? 0 : MISUSED
  process.stderr.write(
    json ? `${JSON.stringify({ error: factsOf(failure) })}\n` : shown(wordsOf(failure), process.stderr),
  )
  if (wantsTraces() && failure instanceof Error) process.stderr.write(`${failure.stack}\n`)
  return MISUSES.some((kind) => failure instanceof kind) ? MISUSED : FAILED
}

function wordsOf(failure: unknown): string {
  const problems = namesAll(failure) ? failure.problems : [messageOf(failure)]
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
    failure instanceof Refusal ? failure.code : MISUSES.some((kind) => failure instanceof kind) ? 'misuse' : 'fault'
  const problems =
    namesAll(failure) && failure.problems.length > 1
      ? failure.problems
      : failure instanceof Refusal
        ? failure.facts.problems
        : undefined
  return { code, message: messageOf(failure), hint: hintOf(failure), problems }
}

const namesAll = (failure: unknown): failure is Misuse | ConfigProblems =>
  failure instanceof Misuse || failure instanceof ConfigProblems

const messageOf = (failure: unknown): string =>
  failure instanceof Error ? failure.message || failure.name : String(failure)

const hintOf = (failure: unknown): string | undefined =>
  failure instanceof Error && 'hint' in failure && typeof failure.hint === 'string' ? failure.hint : undefined
