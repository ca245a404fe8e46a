import { parseParameterised } from './header-parameters.ts'
import { MalformedRequest } from './malformed.ts'
import { type PartHead, parsePartHead } from './part-head.ts'

/** One part; its content is read while it arrives. */
export type Part = PartHead & { readonly content: AsyncIterable<Uint8Array> }

/** RFC 2046, 5.1.1 allows 70. */
const LONGEST_BOUNDARY = 200
const LONGEST_HEAD = 8 * 1024
const DASH = 0x2d
const CRLF = Buffer.from('\r\n')
const BOUNDARY_AHEAD = Buffer.from('--')

/**
 * The parts of a `multipart/form-data` body in their order, for every face. Each is read before the next: what nobody
 * took of its content is passed over. Throws `MalformedRequest` where the body is none, and where it ends in the middle.
 *
 * Nothing here is a stream of its own, so no error can go unheard: whatever fails, fails where somebody asks for more.
 */
export async function* readParts(contentType: string, body: AsyncIterable<Uint8Array>): AsyncGenerator<Part, void> {
  const reader = makeReader(body[Symbol.asyncIterator](), boundaryOf(contentType))
  while (await reader.openPart()) {
    const head = parsePartHead(await reader.headLines())
    if (!head) throw malformedParts()
    yield { ...head, content: contentOf(reader) }
    while (await reader.contentChunk());
  }
  await reader.passRest()
}

const malformedParts = () => new MalformedRequest('Invalid multipart body: expected parts with a name each')

function boundaryOf(contentType: string): Buffer {
  const boundary = parseParameterised(contentType)?.parameters.get('boundary') ?? ''
  if (boundary === '' || boundary.length > LONGEST_BOUNDARY) throw malformedParts()
  return Buffer.from(boundary, 'latin1')
}

const contentOf = (reader: Reader): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => ({
    async next() {
      const value = await reader.contentChunk()
      return value ? { value, done: false } : { value: undefined, done: true }
    },
  }),
})

type Reader = ReturnType<typeof makeReader>

function makeReader(source: AsyncIterator<Uint8Array>, boundary: Buffer) {
  const opening = Buffer.concat([BOUNDARY_AHEAD, boundary])
  const delimiter = Buffer.concat([CRLF, opening])
  /** Read and not yet taken. What comes before the first delimiter is nobody's content; the body itself counts as a line. */
  let held: Buffer = CRLF
  let isInContent = true

  async function more(): Promise<boolean> {
    const next = await source.next()
    if (next.done) return false
    const { buffer, byteOffset, byteLength } = next.value
    const bytes = Buffer.from(buffer, byteOffset, byteLength)
    held = held.length === 0 ? bytes : Buffer.concat([held, bytes])
    return true
  }

  async function needMore(): Promise<void> {
    if (!(await more())) throw malformedParts()
  }

  function take(count: number): Buffer {
    const taken = held.subarray(0, count)
    held = held.subarray(count)
    return taken
  }

  /** The next of the content, never empty; undefined at its end. */
  async function contentChunk(): Promise<Buffer | undefined> {
    while (isInContent) {
      const at = held.indexOf(delimiter)
      if (at > 0) return take(at)
      if (at === 0) {
        take(delimiter.length)
        isInContent = false
        break
      }
      const certain = held.length - delimiter.length + 1
      if (certain > 0) return take(certain)
      await needMore()
    }
    return undefined
  }

  async function line(most: number): Promise<string> {
    for (;;) {
      const at = held.indexOf(CRLF)
      if (at > most || (at < 0 && held.length > most)) throw malformedParts()
      if (at >= 0) {
        const text = take(at).toString('latin1')
        take(CRLF.length)
        return text
      }
      await needMore()
    }
  }

  /** A part without content may end where its head does. */
  async function enterContent(): Promise<void> {
    isInContent = true
    while (held.length < opening.length && opening.subarray(0, held.length).equals(held)) await needMore()
    if (!held.subarray(0, opening.length).equals(opening)) return
    take(opening.length)
    isInContent = false
  }

  return {
    contentChunk,

    /** Whether another part begins after the delimiter ahead. */
    async openPart(): Promise<boolean> {
      while (await contentChunk());
      while (held.length < BOUNDARY_AHEAD.length) await needMore()
      if (held[0] === DASH && held[1] === DASH) return false
      if (/[^ \t]/.test(await line(LONGEST_BOUNDARY))) throw malformedParts()
      return true
    },

    async headLines(): Promise<string[]> {
      const lines: string[] = []
      for (let left = LONGEST_HEAD; ; ) {
        const text = await line(left)
        if (text === '') break
        lines.push(text)
        left -= text.length
      }
      await enterContent()
      return lines
    },

    /** What follows the last part means nothing, and would keep the connection. */
    async passRest(): Promise<void> {
      do held = Buffer.alloc(0)
      while (await more())
    },
  }
}
