/** `form-data; name="a"; filename="b"`: the value, and the parameters by their names in lower case. */
export type ParameterisedValue = { readonly value: string; readonly parameters: ReadonlyMap<string, string> }

/**
 * Reads a header field with parameters (RFC 9110, 5.6.6). In quotes a backslash escapes a quote or another backslash, and
 * is a backslash anywhere else: browsers send one as it is. Undefined where quotes do not close or a name comes twice.
 */
export function parseParameterised(text: string): ParameterisedValue | undefined {
  const end = text.indexOf(';')
  const value = trimBlanks(end < 0 ? text : text.slice(0, end)).toLowerCase()
  const parameters = new Map<string, string>()
  let at = end < 0 ? text.length : end + 1
  while (at < text.length) {
    const stop = firstOf(text, '=', ';', at)
    const name = trimBlanks(text.slice(at, stop)).toLowerCase()
    let content = ''
    at = stop
    if (text[stop] === '=') {
      const found = parameterValue(text, stop + 1)
      if (!found) return undefined
      content = found.content
      at = found.next
    }
    at++
    if (name === '') continue
    if (parameters.has(name)) return undefined
    parameters.set(name, content)
  }
  return { value, parameters }
}

/** What stands there, and where the semicolon after it is. */
function parameterValue(text: string, from: number): { content: string; next: number } | undefined {
  let start = from
  while (isBlank(text[start])) start++
  if (text[start] !== '"') {
    const next = firstOf(text, ';', ';', start)
    return { content: trimBlanks(text.slice(start, next)), next }
  }
  let content = ''
  let copied = start + 1
  for (let at = copied; at < text.length; at++) {
    if (text[at] === '"') return { content: content + text.slice(copied, at), next: firstOf(text, ';', ';', at + 1) }
    if (text[at] !== '\\' || (text[at + 1] !== '"' && text[at + 1] !== '\\')) continue
    content += text.slice(copied, at)
    copied = ++at
  }
  return undefined
}

/** Blanks and tabs only: in a text of bytes, what else `trim` takes away may be half of a character. */
export function trimBlanks(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isBlank(text[start])) start++
  while (end > start && isBlank(text[end - 1])) end--
  return text.slice(start, end)
}

const isBlank = (character: string | undefined) => character === ' ' || character === '\t'

function firstOf(text: string, one: string, other: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === one || text[at] === other) return at
  return text.length
}
