import { Refusal } from '../base/refusal.ts'

/** A place in the file: keys and positions. */
export type Path = readonly (string | number)[]

export type SetupProblem = {
  /** From 1; 0 when it is about no line. */
  line: number
  path: string
  message: string
}

/** Everything that is wrong with a setup file, at once. Nothing of it was applied. */
export class SetupRefused extends Refusal {
  declare readonly code: 'setup_refused'

  constructor(problems: readonly SetupProblem[]) {
    const sorted = [...problems].sort((a, b) => a.line - b.line)
    const count = sorted.length === 1 ? 'a problem' : `${sorted.length} problems`
    super('setup_refused', `The setup has ${count}, and nothing of it was applied`, {
      problems: sorted.map(problemText),
    })
  }
}

const problemText = ({ line, path, message }: SetupProblem): string =>
  [line > 0 && `line ${line}`, path].filter(Boolean).join(', ') + (line > 0 || path ? ': ' : '') + message

/** `servers[0].port`. */
export function pathText(path: Path): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('')
}
