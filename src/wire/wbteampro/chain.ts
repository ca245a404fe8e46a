import { MalformedRequest } from '../codec/malformed.ts'

/** What is asked for: `v1/projects/100/actions/json` is version v1, three keys, and json. */
export type Chain = {
  readonly version: string | undefined
  /** As sent, but with the plural of each resource and without needless capitals. */
  readonly keys: readonly string[]
  readonly format: RemoteFormat | undefined
}

const FORMATS = ['json', 'xml'] as const
export type RemoteFormat = (typeof FORMATS)[number]

/** How the parents and lists are spelled; the singular is an alias that the document uses once. */
const PLURALS: Readonly<Record<string, string>> = {
  project: 'projects',
  action: 'actions',
  topic: 'topics',
  file: 'files',
  whmcsticket: 'whmcstickets',
  ticketxref: 'ticketxrefs',
  timelog: 'timelogs',
}

/** Longer ones are nobody's. Bounds what the answer repeats. */
const LONGEST = 300

/** Reads a chain with dots or slashes between the keys. Whether there is such a thing is asked later. */
export function readChain(text: string): Chain {
  if (text.length > LONGEST) throw new MalformedRequest(`Chain too long: expected at most ${LONGEST} characters`)
  const keys = text.split(/[./]/).filter((key) => key !== '')
  const format = FORMATS.find((name) => name === keys.at(-1)?.toLowerCase())
  if (format) keys.pop()
  const version = /^v\d+$/i.test(keys[0] ?? '') ? keys.shift()!.toLowerCase() : undefined
  return { version, keys: keys.map(spelled), format }
}

const spelled = (key: string): string => {
  const word = key.toLowerCase()
  return Object.hasOwn(PLURALS, word) ? PLURALS[word]! : word
}

/** A record's number within a chain. */
export const isId = (key: string): boolean => /^\d+$/.test(key)

/** What a number of a chain names; 0, which no record has, for one that is beyond all of them. */
export const idOf = (key: string): number => (/^0*\d{1,15}$/.test(key) ? Number(key) : 0)
