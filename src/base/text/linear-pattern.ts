/** A pattern that somebody wrote, which takes time that grows with the text alone. */
export type LinearPattern = {
  /** Whether it fits anywhere in the text. */
  test(text: string): boolean
}

/** Compiled ones that are kept. There are as many as custom fields, and few people have hundreds. */
const MOST_KEPT = 200
/** Each character of a text may go through all steps of a pattern. */
const MOST_STEPS = 3000

const kept = new Map<string, LinearPattern>()

/**
 * What a regular expression of JavaScript (flag `u`) means, on an engine that never goes back. Throws an error in words for
 * who wrote it: for a fault, for what such an engine cannot do (looking ahead or behind, references to what was found,
 * repetitions of more than a thousand), and for one that is too large.
 */
export async function compilePattern(pattern: string): Promise<LinearPattern> {
  const known = kept.get(pattern)
  if (known) return known
  // The engine tolerates what JavaScript does not, and the other way round: both must know it.
  RegExp(pattern, 'u')
  const { RE2JS } = await import('re2js')
  const compiled = RE2JS.compile(RE2JS.translateRegExp(inItsWords(pattern)))
  if (compiled.programSize() > MOST_STEPS) throw new RangeError(`expected a pattern of at most ${MOST_STEPS} steps`)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(pattern, compiled)
  return compiled
}

/** White space in JavaScript; in the engine it is that of ASCII. */
const SPACES = '\\t-\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff'
const OTHERS =
  '\\x00-\\x08\\x0e-\\x1f!-\\u009f\\u00a1-\\u167f\\u1681-\\u1fff\\u200b-\\u2027\\u202a-\\u202e\\u2030-\\u205e\\u2060-\\u2fff\\u3001-\\ufefe\\uff00-\\u{10ffff}'

/** The same pattern, with what both read differently written out. */
function inItsWords(pattern: string): string {
  let inClass = false
  return pattern.replace(
    /\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|\\.|[[\].]/gis,
    (part, high?: string, low?: string) => {
      if (high && low) return `\\u{${codePointOf(high, low)}}`
      if (part === '[' && !inClass) inClass = true
      else if (part === ']') inClass = false
      else if (part === '.' && !inClass) return '[^\\n\\r\\u2028\\u2029]'
      else if (part === '\\s') return inClass ? SPACES : `[${SPACES}]`
      else if (part === '\\S') return inClass ? OTHERS : `[${OTHERS}]`
      return part
    },
  )
}

const codePointOf = (high: string, low: string): string =>
  String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)).codePointAt(0)!.toString(16)
