import { namedCharacter } from './entities.ts'
import { byteOf, joinBytes } from './utf8.ts'
import { type Reading, rewrite, type View } from './view.ts'

/**
 * Where something may be escaped. The quotation marks are how a shell has one that stands for itself. A CDATA that ends and
 * begins again has no place to do so within one.
 */
const ANYTHING = /\\|%|&|'\\''|'"'"'|\]\]><!\[CDATA\[/g
const NO_BACKSLASH = /%|&/g

/**
 * One layer less, whichever it is: JSON, JavaScript, percent, HTML, XML and shells, also where a text has some of each.
 * Bytes that are UTF-8 become characters.
 */
export function readEscapes(view: View): View {
  const { text } = view
  const isOneOfMany = makeIsOneOfMany(text)
  return joinBytes(
    rewrite(view, ANYTHING, ({ 0: mark, index }) => {
      switch (mark[0]) {
        case '\\':
          return isOneOfMany(index) ? { as: text[index + 1]!, length: 2 } : backslashed(text, index + 1)
        case '%':
        case '&':
          return marked(text, index)
        case "'":
          return { as: "'", length: mark.length }
        default:
          return { as: '', length: mark.length }
      }
    }),
  )
}

/** The same where a backslash stands for itself, as between a domain of Windows and a name. */
export const readEscapesButBackslashes = (view: View): View =>
  view.text.includes('\\') ? joinBytes(rewrite(view, NO_BACKSLASH, ({ index }) => marked(view.text, index))) : view

const marked = (text: string, index: number): Reading | undefined =>
  text[index] === '%' ? percent(text, index) : entity(text, index)

const MANY = 4

/** Whether a backslash is one of many that stand before each character, and so says nothing about it. */
function makeIsOneOfMany(text: string): (index: number) => boolean {
  let [start, end] = [0, 0]
  return (index) => {
    if (index >= end) for (start = end = index; text[end] === '\\' && end + 1 < text.length; ) end += 2
    // The last one may be the beginning of something longer.
    const isLast = index + 2 === end && /[xuU0-7]/.test(text[index + 1]!)
    return end - start >= 2 * MANY && index < end && !isLast
  }
}

const AFTER_BACKSLASH =
  /u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|U([\da-fA-F]{8})|x\{([\da-fA-F]{1,6})\}|x([\da-fA-F]{1,2})|([0-3]?[0-7]{2})|([abefnrtv])/y

const CONTROLS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

function backslashed(text: string, at: number): Reading {
  const match = matchAt(AFTER_BACKSLASH, text, at)
  // Before anything else it only says that this is meant literally.
  if (!match) return { as: text.slice(at, at + 1), length: Math.min(2, text.length - at + 1) }
  const { 0: letters, 1: braced, 2: unit, 3: long, 4: bracedByte, 5: byte, 6: octal, 7: control } = match
  const code = braced ?? unit ?? long ?? bracedByte
  const as =
    code !== undefined
      ? characterOf(Number.parseInt(code, 16))
      : byte !== undefined
        ? byteOf(Number.parseInt(byte, 16))
        : octal !== undefined
          ? byteOf(Number.parseInt(octal, 8))
          : CONTROLS[control!]!
  return { as, length: 1 + letters.length }
}

const AFTER_PERCENT = /%(?:u([\da-fA-F]{4})|([\da-fA-F]{2}))/y

export function percent(text: string, at: number): Reading | undefined {
  const match = matchAt(AFTER_PERCENT, text, at)
  if (!match) return undefined
  const { 0: whole, 1: unit, 2: byte } = match
  const as = unit === undefined ? byteOf(Number.parseInt(byte!, 16)) : characterOf(Number.parseInt(unit, 16))
  return { as, length: whole.length }
}

const ENTITY = /&(?:#[xX]0{0,99}([\da-fA-F]{1,6});?|#0{0,99}(\d{1,7});?|([a-zA-Z][a-zA-Z\d]{1,31})(;?))/y

export function entity(text: string, at: number): Reading | undefined {
  const match = matchAt(ENTITY, text, at)
  if (!match) return undefined
  const { 0: whole, 1: hex, 2: decimal, 3: letters = '', 4: end = '' } = match
  if (hex !== undefined) return { as: characterOf(Number.parseInt(hex, 16)), length: whole.length }
  if (decimal !== undefined) return { as: characterOf(Number(decimal)), length: whole.length }
  const named = namedCharacter(letters, end !== '') ?? namedCharacter(letters, false)
  return named && { as: named.character, length: named.length === letters.length ? whole.length : 1 + named.length }
}

/** Half a pair counts as well: the other half may follow. */
const characterOf = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd')

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}
