import { decodeBase64, type Sought } from './base64.ts'
import { readEscapes, readEscapesButBackslashes } from './escapes.ts'
import { fold, foldLetters } from './fold.ts'
import { joinMisread } from './utf8.ts'
import { type TextSpan, type View, viewOf } from './view.ts'

/** Shorter ones would be found in half of every sentence; they are known by their names only. */
const SHORTEST_VALUE = 4

/** As many layers as a text is read through, with those that a value has of its own. */
const MOST_LAYERS = 5
/** How many of them are read in the ways that are rarely right. */
const MOST_OTHER = 2
const MOST_BASE64 = 2
/** Base64 is the costly one: it is looked for under this many other layers. */
const MOST_AROUND_BASE64 = 2

type Needle = { text: string; fold: (view: View) => View }

/**
 * Finds known values in a text, whichever way they are escaped: it is read layer by layer, and so are they. At the end of
 * the text, where it may have been cut, the greater part of a value is enough.
 */
export function makeValueFinder(values: readonly string[]): (text: string) => TextSpan[] {
  const known = [...new Set(values.flatMap((value) => [value, value.trim()]))].filter(isLongEnough)
  const needles = known.flatMap(needlesOf)
  if (needles.length === 0) return () => []
  const folds = [...new Set(needles.map((needle) => needle.fold))]
  const longest = Math.max(...needles.map(({ text }) => text.length))
  const sought: Sought = {
    shortest: Math.min(...needles.map(({ text }) => text.length)),
    wide: known.some((value) => /\P{ASCII}/u.test(value)),
  }

  return (text) => {
    const spans: TextSpan[] = []
    look(viewOf(text), 0, 0)
    return spans

    function look(view: View, escapes: number, encodings: number): void {
      for (const kind of folds) {
        const mine = needles.filter((needle) => needle.fold === kind)
        const [folded, tail] = [kind(view), kind(tailOf(view, longest))]
        for (const needle of mine) {
          find(folded, needle.text)
          const cut = cutStart(tail.text, needle.text)
          if (cut !== undefined) spans.push([tail.span(cut, cut + 1)[0], text.length])
        }
      }
      if (encodings < MOST_BASE64 && escapes <= MOST_AROUND_BASE64)
        for (const decoded of decodeBase64(view, sought)) look(decoded, escapes, encodings + 1)
      if (escapes + encodings >= MOST_LAYERS) return
      const plain = readEscapes(view)
      if (plain !== view) look(plain, escapes + 1, encodings)
      if (escapes >= MOST_OTHER) return
      for (const read of sought.wide ? [readEscapesButBackslashes, joinMisread] : [readEscapesButBackslashes]) {
        const other = read(view)
        if (other !== view) look(other, escapes + 1, encodings)
      }
    }

    function find({ text: folded, span }: View, needle: string): void {
      for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length))
        spans.push(span(at, at + needle.length))
    }
  }
}

const isLongEnough = (value: string): boolean => value.length >= SHORTEST_VALUE

/** The value and what it would be read as itself: it may look escaped without being so. */
function needlesOf(value: string): Needle[] {
  const forms = new Map<string, Needle>()
  let view = viewOf(value)
  for (let layer = 0; layer <= MOST_LAYERS; layer++) {
    const { text } = fold(view)
    // What is all quotation marks is told from other text by them only.
    const needle = isLongEnough(text) ? { text, fold } : { text: foldLetters(view).text, fold: foldLetters }
    if (isLongEnough(needle.text)) forms.set(needle.text, needle)
    const plain = readEscapes(view)
    if (plain === view) break
    view = plain
  }
  return [...forms.values()]
}

/** An escape that lost its end. */
const BROKEN_ESCAPE = /(?:%[\da-f]?|\\(?:[ux][\da-f]{0,3})?|&#?\w{0,8})$/i
const LONGEST_ESCAPE = 16

/** The end of a view, as far as the beginning of a value of this length can reach. */
function tailOf({ text, span }: View, longest: number): View {
  const broken = BROKEN_ESCAPE.exec(text.slice(-LONGEST_ESCAPE))?.[0].length ?? 0
  const end = text.length - broken
  const from = Math.max(0, end - 2 * longest)
  return { text: text.slice(from, end), span: (start, behind) => span(from + start, from + behind) }
}

/** Where at the end of the text the beginning of a value stands, if it is enough of it to be told. */
function cutStart(tail: string, needle: string): number | undefined {
  const least = Math.min(Math.max(SHORTEST_VALUE, Math.ceil(needle.length / 2)), 8)
  const beginning = needle.slice(0, least)
  const first = Math.max(0, tail.length - needle.length)
  for (let at = tail.indexOf(beginning, first); at >= 0; at = tail.indexOf(beginning, at + 1))
    if (needle.startsWith(tail.slice(at))) return at
  return undefined
}
