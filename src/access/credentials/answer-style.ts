import { type Checks, requireOneOf } from '../../base/checks.ts'

/** How answers write the numbers that the documents print in quotes. */
type NumberKind = 'documented' | 'native'
/** Whether failures of the Remote API carry their own HTTP status, or 200 as very old clients want it. */
type HttpStatusMode = 'documented' | 'always-200'

/** What one caller's program wants different in its answers: set for a credential, or for a member who signs in. */
export type AnswerStyle = {
  numbers: NumberKind
  stringifyColumns: boolean
  httpStatus: HttpStatusMode
}

export const DOCUMENTED_STYLE: AnswerStyle = {
  numbers: 'documented',
  stringifyColumns: false,
  httpStatus: 'documented',
}

export const STYLE_CHECKS: Checks<AnswerStyle> = {
  numbers: (kind) => requireOneOf('numbers', ['documented', 'native'], kind),
  stringifyColumns: (on) => on,
  httpStatus: (mode) => requireOneOf('http status', ['documented', 'always-200'], mode),
}
