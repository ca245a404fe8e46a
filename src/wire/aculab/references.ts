import { malformed, missing } from './errors.ts'
import { REFERENCE, REFERENCES } from './guessed.ts'
import { parameter } from './parameters.ts'

export const MOST_REFERENCES = 100_000

/** Which starts: as a JSON list, as a comma list, repeated, or one under the singular. In the order given, each once. */
export const references = parameter(
  'list of references',
  'The references that service_start answered: a JSON list, a comma list, or repeated',
  (sent, name): Sent => {
    const named = sent.flatMap((text) => listOf(text, name)).filter((text) => text !== '')
    const all = [...new Set(named)]
    if (all.length === 0) throw missing(name)
    if (all.length > MOST_REFERENCES) throw malformed(name, `at most ${MOST_REFERENCES} references`)
    return { references: all, isOne: named.length === 1 && sent[0] === all[0] }
  },
  { aliases: [REFERENCE], required: true },
)

/** `isOne`: it was sent as one, not as a list of one. */
export type Sent = { readonly references: string[]; readonly isOne: boolean }

export const referenceParameters = { [REFERENCES]: references } as const

function listOf(text: string, name: string): string[] {
  if (!text.trimStart().startsWith('[')) return text.split(',').map((item) => item.trim())
  const expected = 'a list of references, as JSON or parted by commas'
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch {
    throw malformed(name, expected)
  }
  if (!Array.isArray(list) || !list.every(isReferenceText)) throw malformed(name, expected)
  return list
}

/** References are opaque, but no database holds NUL or half a character. */
const isReferenceText = (item: unknown): item is string =>
  typeof item === 'string' && !item.includes('\0') && item.isWellFormed()
