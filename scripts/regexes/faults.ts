import type { Found } from './find.ts'
import { judgeAll, written } from './judge.ts'

export type Exceptions = {
  /** Literals as they are written, by file, with a reason each. */
  literals: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Files that make regular expressions of texts, with a reason each. */
  makers: Readonly<Record<string, string>>
}

/** What is wrong with what was found, a line each. */
export async function faultsOf(found: readonly Found[], exceptions: Exceptions): Promise<string[]> {
  return [...madeFaults(found, exceptions), ...(await literalFaults(found, exceptions))]
}

function madeFaults(found: readonly Found[], { makers }: Exceptions): string[] {
  return found.flatMap((one) =>
    'made' in one && makers[one.file] === undefined
      ? [`${one.file}:${one.line}: ${one.made} makes a regular expression that nobody can check`]
      : [],
  )
}

async function literalFaults(found: readonly Found[], { literals }: Exceptions): Promise<string[]> {
  const suspects = found.flatMap((one) =>
    'literal' in one && literals[one.file]?.[written(one.literal)] === undefined
      ? [{ place: `${one.file}:${one.line}`, literal: one.literal }]
      : [],
  )
  const slow = await judgeAll(suspects.map(({ literal }) => literal))
  return suspects.flatMap(({ place, literal }) => {
    const fault = slow.get(written(literal))
    return fault === undefined ? [] : [`${place}: ${written(literal)} is not linear: ${fault}`]
  })
}

/** An exception that nothing needs any more would let the next one in. */
export function staleExceptions(found: readonly Found[], { literals, makers }: Exceptions): string[] {
  const making = new Set(found.flatMap((one) => ('made' in one ? [one.file] : [])))
  const present = new Set(found.flatMap((one) => ('literal' in one ? [`${one.file} ${written(one.literal)}`] : [])))
  const excepted = Object.entries(literals).flatMap(([file, each]) => Object.keys(each).map((key) => `${file} ${key}`))
  return [
    ...Object.keys(makers).filter((file) => !making.has(file)),
    ...excepted.filter((key) => !present.has(key)),
  ].map((key) => `scripts/regexes/exceptions.ts: nothing in the tree is ${key}`)
}
