import { makeProblem, ProblemAnswer } from './problem.ts'

/**
 * The parameters of a query string; one that comes more than once is a list, for the contract to refuse. Escapes that are
 * no UTF-8 are refused here: read leniently they would search for something else than was meant.
 */
export function parseQuery(text: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = Object.create(null)
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const mark = pair.indexOf('=')
    const name = decode(mark < 0 ? pair : pair.slice(0, mark))
    const value = mark < 0 ? '' : decode(pair.slice(mark + 1))
    const before = query[name]
    query[name] = before === undefined ? value : [before, value].flat()
  }
  return query
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new ProblemAnswer(makeProblem('invalid', 'The query string holds an escape that is not UTF-8'))
  }
}
