import type { Backend } from './backend.ts'
import { declaredCause } from './causes.ts'
import { isFailed, type Outcome } from './outcome.ts'

const LONGEST = 300
const SHORTEST_NAME = 3

/**
 * A cause that is the panel's own sentence, without what differs from one account to the next: its names and all numbers.
 * What the module declares says what it means, and stays.
 */
export function withPlainCause<T>({ causes }: Backend, input: object, outcome: Outcome<T>): Outcome<T> {
  if (!isFailed(outcome) || declaredCause(causes ?? [], outcome.class, outcome.cause)) return outcome
  return { ...outcome, cause: plain(outcome.cause, namesOf(input)) }
}

function plain(text: string, names: readonly string[]): string {
  let sentence = text.slice(0, LONGEST)
  for (const name of names) sentence = sentence.replaceAll(name, '…')
  return sentence
    .replace(/\d+/g, '…')
    .split(/\s/)
    .filter((word) => word !== '')
    .join(' ')
}

/** The longest first, because one may be the beginning of another. */
function namesOf(input: { account?: Named; domain?: Named }): string[] {
  const { username, domain, name, client } = { ...input.account, ...input.domain }
  const people = [client?.email, client?.companyName, client?.firstName, client?.lastName]
  return [username, domain, name, ...people]
    .filter((known) => known !== undefined && known.length >= SHORTEST_NAME)
    .toSorted((a, b) => b!.length - a!.length) as string[]
}

type Named = {
  username?: string
  domain?: string
  name?: string
  client?: { email: string; companyName: string; firstName: string; lastName: string }
}
