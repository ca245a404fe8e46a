import { BACKSLASH, brokenJson, CLOSE_LIST, CLOSE_OBJECT, COMMA, OPEN_LIST, OPEN_OBJECT, QUOTE } from './json-scan.ts'
import type { Slices } from './slices.ts'

/** Bytes that are parsed in one go: a millisecond or so. */
const SLICE_BYTES = 64 * 1024
const SMALL_U = 0x75
const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d])

/** A list or an object whose end has not come. */
type Frame = {
  readonly isObject: boolean
  /** Where its bracket stands. */
  readonly open: number
  /** Once it is built in pieces. Until then it is part of what its parent has not parsed yet. */
  target: unknown[] | Record<string, unknown> | undefined
  /** From here on nothing of it has been parsed. */
  from: number
  /** Where the member begins that is being looked at. */
  member: number
  /** That member is in the target already. */
  hasMember: boolean
}

/**
 * What `JSON.parse` gives, in slices: the brackets and commas tell where a run of whole members ends, `JSON.parse` reads the
 * run, and the members of the run join those before them. `scanJson` has seen to it that no single member is large, save for
 * a string, which is read piece by piece.
 */
export function* parseLarge(bytes: Buffer, sliceBytes: number = SLICE_BYTES): Slices<unknown> {
  const { length } = bytes
  // The whole is the only member of a list that nobody wrote.
  const root: unknown[] = []
  const frames: Frame[] = [{ ...newFrame(false, -1), target: root }]
  let top = frames[0]!
  let parsedTo = 0

  const textOf = (from: number, to: number) => bytes.toString('utf8', from, to)

  function checkBlank(from: number, to: number): void {
    if (!isBlank(bytes, from, to)) throw brokenJson()
  }

  /** Parses whole members of a frame. */
  function take(frame: Frame, to: number): void {
    const text = textOf(frame.from, to)
    const run = parsed(frame.isObject ? `{${text}}` : `[${text}]`) as object
    const names = Object.keys(run)
    if (names.length === 0) throw brokenJson()
    for (const name of names) put(frame.target!, name, (run as Record<string, unknown>)[name])
    frame.from = to
  }

  /** Puts a value into a frame that is built in pieces, as its member that begins before `at`. */
  function putMember(frame: Frame, at: number, value: unknown): void {
    if (frame.hasMember) throw brokenJson()
    if (frame.from < frame.member) take(frame, frame.member - 1)
    let name = ''
    if (frame.isObject) name = Object.keys(parsed(`{${textOf(frame.member, at)}null}`) as object)[0]!
    else checkBlank(frame.member, at)
    put(frame.target!, name, value)
    frame.hasMember = true
  }

  /** From here on everything that is open is built in pieces. */
  function openAll(): void {
    for (let index = 1; index < frames.length; index++) {
      const frame = frames[index]!
      if (frame.target) continue
      frame.target = frame.isObject ? {} : []
      putMember(frames[index - 1]!, frame.open, frame.target)
    }
  }

  function comma(at: number): void {
    if (frames.length === 1) throw brokenJson()
    if (top.hasMember) {
      checkBlank(top.from, at)
      top.hasMember = false
      top.from = at + 1
    } else if (at - parsedTo >= sliceBytes) {
      openAll()
      take(top, at)
      top.from = at + 1
      parsedTo = at
    }
    top.member = at + 1
  }

  function close(at: number, isObject: boolean): void {
    const ended = frames.pop()!
    if (frames.length === 0 || ended.isObject !== isObject) throw brokenJson()
    top = frames.at(-1)!
    if (!ended.target) return
    if (ended.hasMember) checkBlank(ended.from, at)
    else take(ended, at)
    top.from = at + 1
    parsedTo = at
  }

  let stringAt = -1
  /** Where a long string ended, which comes before anything else. */
  let longTo = -1

  /** Until there, or until a long string has ended; no generator, because those are not compiled while they run. */
  function goOn(from: number, stop: number): number {
    let at = from
    let began = stringAt
    for (; at < stop; at++) {
      const byte = bytes[at]!
      if (began >= 0) {
        if (byte === BACKSLASH) at++
        else if (byte === QUOTE) {
          if (at - began >= sliceBytes && !isName(began)) {
            longTo = at
            break
          }
          began = -1
        }
      } else if (byte === QUOTE) began = at
      else if (byte === COMMA) comma(at)
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
        top = newFrame(byte === OPEN_OBJECT, at)
        frames.push(top)
      } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) close(at, byte === CLOSE_OBJECT)
    }
    stringAt = began
    return at
  }

  const isName = (at: number) => top.isObject && isBlank(bytes, top.member, at)

  for (let at = 0; at < length; ) {
    at = goOn(at, Math.min(at + SLICE_BYTES, length))
    if (longTo >= 0) {
      openAll()
      putMember(top, stringAt, yield* longString(bytes, stringAt + 1, longTo, sliceBytes))
      at = longTo + 1
      top.from = at
      parsedTo = at
      stringAt = -1
      longTo = -1
    }
    yield
  }
  if (frames.length > 1 || stringAt >= 0) throw brokenJson()
  if (top.hasMember) checkBlank(top.from, length)
  else root.push(parsed(textOf(0, length)))
  return root[0]
}

const newFrame = (isObject: boolean, open: number): Frame => ({
  isObject,
  open,
  target: undefined,
  from: open + 1,
  member: open + 1,
  hasMember: false,
})

/** The last of a name wins, in the place of the first; `__proto__` is a name like any other. */
function put(target: unknown[] | Record<string, unknown>, name: string, value: unknown): void {
  if (Array.isArray(target)) target.push(value)
  else if (name !== '__proto__') target[name] = value
  else Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true })
}

/** A string between its quotes. */
function* longString(bytes: Buffer, from: number, to: number, sliceBytes: number): Slices<string> {
  let text = ''
  for (let at = from; at < to; ) {
    const end = cutAfter(bytes, at, Math.min(at + sliceBytes, to), to)
    text += parsed(`"${bytes.toString('utf8', at, end)}"`) as string
    at = end
    yield
  }
  return text
}

/** The first place from `least` on where neither an escape nor a character is cut in two. */
function cutAfter(bytes: Uint8Array, from: number, least: number, to: number): number {
  let at = from
  while (at < least) at += bytes[at] !== BACKSLASH ? 1 : bytes[at + 1] === SMALL_U ? 6 : 2
  while (at < to && (bytes[at]! & 0xc0) === 0x80) at++
  return Math.min(at, to)
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!BLANKS.has(bytes[at]!)) return false
  return true
}

/** What the parser says may repeat what was sent, and what was sent may be a password: nothing of it is told. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw brokenJson()
  }
}
