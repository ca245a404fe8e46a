import { MalformedRequest } from './malformed.ts'
import type { Slices } from './slices.ts'

export type JsonLimits = {
  /** Levels of lists and objects; 1 is one whose members are no lists or objects. */
  readonly depth: number
  /** Members of all lists and objects together. */
  readonly values: number
}

/** What our own requests need, many times over: the largest are 100,000 starts of three members each. */
export const JSON_LIMITS: JsonLimits = { depth: 64, values: 1_000_000 }

/** Members of one object. A table that grows to a million names cannot be built in pieces. */
const MOST_MEMBERS = 1000
/** Bytes of one name, as it was sent. */
const MOST_NAME = 1024
/** Bytes without a string, bracket, comma or colon: of one number, or of blanks. */
const MOST_PLAIN = 64 * 1024
/** Bytes between two places where it may pause. */
const STEP = 32 * 1024

export const QUOTE = 0x22
export const COMMA = 0x2c
const COLON = 0x3a
export const OPEN_LIST = 0x5b
export const BACKSLASH = 0x5c
export const CLOSE_LIST = 0x5d
export const OPEN_OBJECT = 0x7b
export const CLOSE_OBJECT = 0x7d
const BLANK = 0x20

/** JSON that is not read: broken, or deeper, more or longer than is taken. */
export class UnreadableJson extends MalformedRequest {
  readonly fault: 'syntax' | 'depth' | 'count' | 'length'

  constructor(fault: UnreadableJson['fault'], reason: string) {
    super(reason)
    this.name = 'UnreadableJson'
    this.fault = fault
  }
}

export const brokenJson = () => new UnreadableJson('syntax', 'Invalid JSON: it cannot be read')

/**
 * Refuses what would be costly to parse, by a look at the bytes: too deep, too many, too long. It does not know whether the
 * rest is JSON at all.
 */
export function* scanJson(bytes: Uint8Array, limits: JsonLimits): Slices<void> {
  const scan = new Scan(bytes, limits)
  for (let at = STEP; at < bytes.length; at += STEP) {
    scan.goOn(at)
    yield
  }
  scan.goOn(bytes.length)
}

/** Where a scan stands. The loop is no generator of its own, because those are not compiled while they run. */
class Scan {
  readonly #bytes: Uint8Array
  readonly #limits: JsonLimits
  readonly #isObject = [false]
  readonly #commas = [0]
  #at = 0
  #depth = 0
  /** Each list or object is taken to hold something until it ends. */
  #values = 0
  #stringAt = 0
  #stringEnd = 0
  /** After the last byte that is not one of a number, a word or blanks. */
  #plainAt = 0

  constructor(bytes: Uint8Array, limits: JsonLimits) {
    this.#bytes = bytes
    this.#limits = limits
  }

  goOn(stop: number): void {
    const bytes = this.#bytes
    let at = this.#at
    // A string is under way where it began after the last one ended.
    let inString = this.#stringAt > this.#stringEnd
    while (at < stop) {
      const byte = bytes[at++]!
      if (inString) {
        if (byte === BACKSLASH) at++
        else if (byte === QUOTE) {
          inString = false
          this.#stringEnd = at
          this.#plainAt = at
        }
      } else if (byte === QUOTE) {
        this.#endPlain(at)
        inString = true
        this.#stringAt = at
      } else if (byte === COMMA) this.#comma(at)
      else if (byte === COLON) this.#colon(at)
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) this.#open(at, byte)
      else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) this.#close(at)
    }
    if (!inString && at - this.#plainAt > MOST_PLAIN) throw tooLong()
    this.#at = at
  }

  #endPlain(at: number): void {
    if (at - this.#plainAt > MOST_PLAIN) throw tooLong()
    this.#plainAt = at
  }

  #comma(at: number): void {
    if (++this.#values > this.#limits.values) throw tooMany(this.#limits)
    const commas = ++this.#commas[this.#depth]!
    if (commas >= MOST_MEMBERS && this.#isObject[this.#depth]) throw tooManyMembers()
    this.#endPlain(at)
  }

  #colon(at: number): void {
    if (this.#stringEnd - this.#stringAt > MOST_NAME + 1) throw nameTooLong()
    this.#endPlain(at)
  }

  #open(at: number, byte: number): void {
    if (++this.#depth > this.#limits.depth) throw tooDeep(this.#limits)
    this.#isObject[this.#depth] = byte === OPEN_OBJECT
    this.#commas[this.#depth] = 0
    this.#values++
    this.#endPlain(at)
  }

  #close(at: number): void {
    if (--this.#depth < 0) throw brokenJson()
    if (isEmptyBefore(this.#bytes, at - 1)) this.#values--
    if (this.#values > this.#limits.values) throw tooMany(this.#limits)
    this.#endPlain(at)
  }
}

/** Whether what ends here has nothing but blanks in it. */
function isEmptyBefore(bytes: Uint8Array, close: number): boolean {
  let at = close - 1
  while (bytes[at]! <= BLANK) at--
  return bytes[at] === OPEN_LIST || bytes[at] === OPEN_OBJECT
}

const tooDeep = ({ depth }: JsonLimits) =>
  new UnreadableJson('depth', `JSON nested too deep: expected at most ${depth} levels`)
const tooMany = ({ values }: JsonLimits) =>
  new UnreadableJson('count', `Too many values in JSON: expected at most ${values}`)
const tooManyMembers = () =>
  new UnreadableJson('count', `Too many members of an object in JSON: expected at most ${MOST_MEMBERS}`)
const nameTooLong = () => new UnreadableJson('length', `Name too long in JSON: expected at most ${MOST_NAME} bytes`)
const tooLong = () =>
  new UnreadableJson('length', `Number or blanks too long in JSON: expected at most ${MOST_PLAIN} bytes`)
