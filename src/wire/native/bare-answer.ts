import type { BareForm } from '../bare-answers.ts'
import { BASE } from './contract/address.ts'
import type { ProblemCode } from './contract/problems.ts'
import { makeProblem } from './problem.ts'

const CODES: Readonly<Record<number, ProblemCode>> = {
  408: 'too_slow',
  413: 'too_large',
  417: 'expectation_failed',
  431: 'head_too_large',
}

export const nativeBare: BareForm = {
  owns: (path) => path === BASE || path.startsWith(`${BASE}/`),
  answer: ({ status, detail }) => ({
    type: 'application/problem+json',
    body: JSON.stringify(makeProblem(CODES[status] ?? 'invalid', detail)),
  }),
}
