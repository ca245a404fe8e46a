import { parseSmallJson } from './json.ts'
import { maxParameters } from './limits.ts'
import { MalformedRequest, tooManyParameters } from './malformed.ts'
import { readParts } from './multipart.ts'
import { bytesOf, fieldText, type Pair } from './multipart-form.ts'
import { utf8Text } from './text.ts'
import { unescapeText } from './unescape.ts'

/** Bytes of a field: longer ones are none of those that are looked for. */
const LONGEST = 4096
const AMPERSAND = 0x26
const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const COMMA = 0x2c

/**
 * The fields of these names in a body that is passed once and never held: who sends it and what is asked, before anybody
 * makes the rest of it into something. What else is wrong with the body is found when it is read.
 */
export type ShownFields = (body: AsyncIterable<Uint8Array>, names: ReadonlySet<string>) => Promise<Pair[]>

/** Of `application/x-www-form-urlencoded`. */
export const shownInForm: ShownFields = async (body, names) => {
  const found: Pair[] = []
  const pair = makeCapture()
  let count = 1
  const end = () => {
    const text = pair.take()
    const equals = text?.indexOf('=') ?? -1
    if (text === undefined || equals < 0) return
    const name = unescaped(text.slice(0, equals))
    const value = unescaped(text.slice(equals + 1))
    if (name !== undefined && value !== undefined && names.has(name)) found.push([name, value])
  }
  for await (const piece of body) {
    let from = 0
    for (let at = piece.indexOf(AMPERSAND); at >= 0; at = piece.indexOf(AMPERSAND, from)) {
      if (++count > maxParameters) throw tooManyParameters()
      pair.add(piece, from, at)
      end()
      from = at + 1
    }
    pair.add(piece, from, piece.length)
  }
  end()
  return found
}

/** Of `multipart/form-data`. */
export const shownInParts =
  (contentType: string): ShownFields =>
  async (body, names) => {
    const found: Pair[] = []
    let count = 0
    for await (const { name, filename, charset, content } of readParts(contentType, body)) {
      if (++count > maxParameters) throw tooManyParameters()
      if (filename === undefined && names.has(name))
        found.push([name, fieldText(await bytesOf(content, LONGEST), charset)])
    }
    return found
  }

/** Of an object of JSON: its own members, where they are texts. */
export const shownInJson: ShownFields = async (body, names) => {
  const found: Pair[] = []
  const token = makeCapture()
  let depth = 0
  let isInText = false
  let isEscaped = false
  let isValue = false
  let name: string | undefined
  const end = () => {
    const text = parsedText(token.take())
    if (!isValue) name = text
    else if (name !== undefined && text !== undefined && names.has(name)) found.push([name, text])
  }
  for await (const piece of body) {
    let from = 0
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at]!
      if (isInText) {
        if (isEscaped) isEscaped = false
        else if (byte === BACKSLASH) isEscaped = true
        else if (byte === QUOTE) {
          isInText = false
          if (depth !== 1) continue
          token.add(piece, from, at + 1)
          end()
        }
      } else if (byte === QUOTE) {
        isInText = true
        from = at
      } else if (byte === 0x7b || byte === 0x5b) depth++
      else if (byte === 0x7d || byte === 0x5d) depth--
      else if (depth === 1 && (byte === COLON || byte === COMMA)) isValue = byte === COLON
    }
    if (isInText && depth === 1) token.add(piece, from, piece.length)
  }
  return found
}

/** The bytes of one field as Latin-1, gathered over pieces; undefined for one that is too long. */
function makeCapture() {
  let bytes: Buffer[] = []
  let size = 0
  return {
    add(piece: Uint8Array, from: number, to: number): void {
      size += to - from
      if (size <= LONGEST) bytes.push(Buffer.from(piece.subarray(from, to)))
    },
    take(): string | undefined {
      const text = size <= LONGEST ? Buffer.concat(bytes).toString('latin1') : undefined
      bytes = []
      size = 0
      return text
    },
  }
}

/** Undefined for what cannot be read: it is none of those that are looked for. */
function readable(read: () => string): string | undefined {
  try {
    return read()
  } catch (failure) {
    if (failure instanceof MalformedRequest) return undefined
    throw failure
  }
}

const unescaped = (text: string) => readable(() => unescapeText(utf8Text(Buffer.from(text, 'latin1'))))

const parsedText = (token: string | undefined) =>
  token === undefined ? undefined : readable(() => String(parseSmallJson(Buffer.from(token, 'latin1'))))
