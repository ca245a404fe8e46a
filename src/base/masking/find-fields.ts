import { decodeBase64 } from './base64.ts'
import { entity, percent } from './escapes.ts'
import { joinBytes } from './utf8.ts'
import { rewrite, type TextSpan, type View, viewOf } from './view.ts'

/**
 * Finds what stands under secret names, without regard to letter case, in queries, forms, JSON, XML, XML-RPC, PHP and what
 * looks like them; also where such a text stands in another one, under one or two layers of escapes. A value that has no end
 * goes on to the end of the text.
 */
export function makeFieldFinder(names: readonly string[]): (text: string) => TextSpan[] {
  const lower = [...new Set(names.map((name) => name.toLowerCase()))]
  if (lower.length === 0) return () => []
  const shortest = Math.min(...lower.map(({ length }) => length)) + SHORTEST_FIELD
  return (text) => {
    const spans: TextSpan[] = []
    look(viewOf(text), 0)
    return spans

    function look(view: View, layers: number): void {
      for (const name of lower)
        for (const [start, end] of fieldsNamed(view.text, name)) spans.push(view.span(start, end))
      if (layers === MOST_LAYERS) return
      for (const read of LAYERS) {
        const other = read(view)
        if (other !== view) look(other, layers + 1)
      }
      for (const decoded of decodeBase64(view, { shortest, wide: false })) look(decoded, layers + 1)
    }
  }
}

const MOST_LAYERS = 2
/** The marks and the value of a field; what is shorter in base64 is not worth a look. */
const SHORTEST_FIELD = 5

const LAYERS: readonly ((view: View) => View)[] = [
  (view) =>
    rewrite(view, /\\(?:u[\da-fA-F]{4}|[\s\S])/g, ({ 0: { length }, index }) => ({
      as:
        length === 6
          ? String.fromCharCode(Number.parseInt(view.text.slice(index + 2, index + 6), 16))
          : view.text[index + 1]!,
      length,
    })),
  (view) => joinBytes(rewrite(view, /%/g, ({ index }) => percent(view.text, index))),
  (view) => rewrite(view, /&/g, ({ index }) => entity(view.text, index)),
]

/** The spans of the values that stand under one name, in order. */
function* fieldsNamed(text: string, name: string): Generator<TextSpan> {
  const lower = lowered(text)
  for (let at = lower.indexOf(name); at >= 0; ) {
    const field = isNameAt(text, at, name.length) ? valueBehind(text, at, at + name.length) : undefined
    // An empty span has no place in the text that it was read out of.
    if (field && field[1] > field[0]) yield field
    at = lower.indexOf(name, Math.max(at + name.length, field?.[1] ?? 0))
  }
}

/** Each letter in its place. */
const lowered = (text: string): string => text.replaceAll('İ', 'i').toLowerCase()

const PART_OF_NAME = /[\p{L}\p{N}_-]/u
const isNameAt = (text: string, at: number, length: number): boolean =>
  !PART_OF_NAME.test(text.charAt(at - 1)) && !PART_OF_NAME.test(text.charAt(at + length))

const TAG_END = /(?:\s[^<>]*)?>/y
/** `<name>password</name><value>…</value>`, as XML-RPC has it. */
const NEXT_ELEMENT = /<\/[\w:]+>\s*<([\w:]+)(?:\s[^<>]*)?>/y
/** `s:8:"password";s:3:"abc";`, as PHP has it. */
const SERIALIZED = /";s:\d+:"/y
/** `"password":`, `'password' =>`, `[password] =>`, `password=`, `form[password]=`. */
const SIGN = /["'\]]{0,2}[ \t\r\n]*(=>|[:=])[ \t]*/y
/** `"password","…"` and `"name":"password","value":"…"`. */
const NEXT_TEXT = /["']\s*,\s*(?:["']value["']\s*:\s*)?(?=["'])/y

function valueBehind(text: string, start: number, at: number): TextSpan | undefined {
  const before = text.charAt(start - 1)
  if (before === '<' || (before === ':' && /<[\w-]+:$/.test(text.slice(Math.max(0, start - LONGEST_PREFIX), start)))) {
    const from = endOf(TAG_END, text, at)
    if (from !== undefined && text[from - 2] !== '/') return [from, closing(text, from, lowered(text.slice(start, at)))]
  }
  if (before === '>') {
    const element = matchOf(NEXT_ELEMENT, text, at)
    if (element) return upTo(text, at + element[0].length, `</${element[1]}`)
  }
  const serialized = endOf(SERIALIZED, text, at)
  if (serialized !== undefined) return upTo(text, serialized, '";')
  const sign = matchOf(SIGN, text, at)
  if (sign) return signed(text, at + sign[0].length, sign[1]!, /["'\]]/.test(text.charAt(at)))
  const next = endOf(NEXT_TEXT, text, at)
  return next === undefined ? undefined : [next, quotedEnd(text, next)]
}

/** Where the tag begins that closes the element `name`, whatever stands in between. */
function closing(text: string, from: number, name: string): number {
  for (let at = text.indexOf('</', from); at >= 0; at = text.indexOf('</', at + 2)) {
    const closed = /^[\w:.-]*/.exec(text.slice(at + 2, at + 2 + LONGEST_PREFIX + name.length))![0].toLowerCase()
    if (closed === name || closed.endsWith(`:${name}`)) return at
  }
  return text.length
}

const LONGEST_PREFIX = 40

const upTo = (text: string, from: number, mark: string): TextSpan => {
  const end = text.indexOf(mark, from)
  return [from, end < 0 ? text.length : end]
}

const BARE_IN_JSON = /[^,}\]\s]*/y
const BARE_IN_FORM = /[^&;\s"<]*/y
const LINE = /[^\r\n]*/y

function signed(text: string, from: number, sign: string, isQuoted: boolean): TextSpan {
  const first = text.charAt(from)
  if (first === '"' || first === "'") return [from, quotedEnd(text, from)]
  if (first === '{' || first === '[') return [from, balancedEnd(text, from)]
  const bare = sign === '=' ? BARE_IN_FORM : isQuoted ? BARE_IN_JSON : LINE
  return [from, endOf(bare, text, from) ?? from]
}

/** Behind the mark that ends the quotation. */
function quotedEnd(text: string, from: number): number {
  const mark = text[from]
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === mark) return at + 1
  }
  return text.length
}

/** Behind the bracket that ends what one begins. */
function balancedEnd(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const letter = text[at]!
    if (letter === '"') at = quotedEnd(text, at) - 1
    else if (letter === '{' || letter === '[') depth++
    else if ((letter === '}' || letter === ']') && --depth === 0) return at + 1
  }
  return text.length
}

function matchOf(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  const match = matchOf(pattern, text, at)
  return match && at + match[0].length
}
