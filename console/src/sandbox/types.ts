/** What a type of any face lets somebody fill in. */
type Kind = 'file' | 'text' | 'whole' | 'number' | 'date' | 'json'

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^file$/, 'file'],
  [/^int(?:eger)?(?: or null)?$/, 'whole'],
  [/^(?:float|number|money)(?: or null)?$/, 'number'],
  [/^(?:date|string \(Y-m-d\))(?: or null)?$/, 'date'],
  [/^JSON(?: or null)?$/, 'json'],
]

export const kindOf = (type: string): Kind => KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? 'text'

/** The words that a field may have, where its type is a choice. */
export function wordsOf(type: string): readonly string[] | undefined {
  if (/^bool(?:ean)?(?: or null)?$/.test(type)) return ['true', 'false', ...(type.endsWith('null') ? ['null'] : [])]
  const words = /^one of (.+)$/.exec(type)?.[1]
  const isNullable = words?.endsWith(' or null')
  return words
    ?.slice(0, isNullable ? -' or null'.length : undefined)
    .split(', ')
    .map((word) => word.replace(/^"(.*)"$/, '$1'))
    .filter(Boolean)
    .concat(isNullable ? ['null'] : [])
}

const SOUND: Readonly<Record<Kind, (text: string) => boolean>> = {
  file: () => true,
  text: () => true,
  whole: (text) => /^-?\d+$/.test(text),
  number: (text) => Number.isFinite(Number(text)),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
  json: isJson,
}

/** Whether the text can be of that type. A JSON list is one of values, which filters take as well; what is empty is not sent. */
export function isOfType(type: string, text: string): boolean {
  if (text === '' || (text === 'null' && type.endsWith(' or null'))) return true
  if (/^\s*\[/.test(text)) return kindOf(type) === 'text' || isJson(text)
  return SOUND[kindOf(type)](text.trim())
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
