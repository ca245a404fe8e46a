import { parseJsonText } from '../codec/json.ts'
import { atOnce, inSlices, type Slices } from '../codec/slices.ts'
import { malformed, missing } from './errors.ts'
import { REFERENCE, REFERENCES } from './guessed.ts'
import { endpointParameter } from './parameters.ts'

const MOST_REFERENCES = 100_000

/** Which starts: as a JSON list, as a comma list, repeated, or one under the singular. In the order given, each once. */
const references = endpointParameter(
  'list of references',
  'The references that service_start answered: a JSON list, a comma list, or repeated',
  async (sent, name): Promise<SentReferences> => {
    let named = 0
    const distinct = new Set<string>()
    for (const text of sent)
      for (const reference of await listOf(text, name)) {
        if (reference === '') continue
        named++
        distinct.add(reference)
      }
    const all = [...distinct]
    if (all.length === 0) throw missing(name)
    if (all.length > MOST_REFERENCES) throw malformed(name, `at most ${MOST_REFERENCES} references`)
    return { references: all, isOne: named === 1 && sent[0] === all[0] }
  },
  { aliases: [REFERENCE], required: true },
)

/** `isOne`: it was sent as one, not as a list of one. */
type SentReferences = { readonly references: string[]; readonly isOne: boolean }

export const referenceParameters = { [REFERENCES]: references } as const

async function listOf(text: string, name: string): Promise<readonly string[]> {
  if (!text.trimStart().startsWith('['))
    return text.length > PART ? inSlices(partedByCommas(text)) : atOnce(partedByCommas(text))
  const expected = 'a list of references, as JSON or parted by commas'
  let list: unknown
  try {
    list = await parseJsonText(text)
  } catch {
    throw malformed(name, expected)
  }
  if (!Array.isArray(list) || !list.every(isReferenceText)) throw malformed(name, expected)
  return list
}

/** Items that are looked at in one go, and characters that are. */
const PART = 5000

function* partedByCommas(text: string): Slices<string[]> {
  const items: string[] = []
  for (let from = 0, count = 1; from <= text.length; count++) {
    const comma = text.indexOf(',', from)
    const to = comma < 0 ? text.length : comma
    const item = text.slice(from, to).trim()
    if (item !== '') items.push(item)
    from = to + 1
    if (count % PART === 0) yield
  }
  return items
}

/** References are opaque, but no database holds NUL or half a character. */
const isReferenceText = (item: unknown): item is string =>
  typeof item === 'string' && !item.includes('\0') && item.isWellFormed()
