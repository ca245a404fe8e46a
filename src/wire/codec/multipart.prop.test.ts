import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readParts } from './multipart.ts'

const BOUNDARY = 'B-B'

/** Contents that are nearly delimiters, and never one. */
const content = fc
  .array(fc.constantFrom('\r', '\n', '\r\n', '--', '-', 'B', '\r\n--B', '\r\n--B-', 'x', 'é', '\0'), { maxLength: 12 })
  .map((pieces) => Buffer.from(pieces.join('')))
  .filter((bytes) => !`\r\n${bytes.toString('latin1')}\r\n`.includes(`\r\n--${BOUNDARY}`))

const part = fc.record({
  name: fc.stringMatching(/^[a-zé\\]{0,5}[a-zé]$/),
  filename: fc.option(fc.stringMatching(/^[a-z한Ł ."]{0,8}$/), { nil: undefined }),
  content,
})

const quoted = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

function encode(parts: { name: string; filename: string | undefined; content: Buffer }[]): Buffer {
  const pieces = parts.flatMap(({ name, filename, content }) => [
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name=${quoted(name)}`),
    Buffer.from(filename === undefined ? '\r\n\r\n' : `; filename=${quoted(filename)}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)])
}

async function* cutAt(bytes: Buffer, places: readonly number[]) {
  let from = 0
  for (const place of [...places].map((one) => one % bytes.length).sort((a, b) => a - b)) {
    yield bytes.subarray(from, place)
    from = place
  }
  yield bytes.subarray(from)
}

test('what was put together comes apart again, wherever it is cut on the way', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 4 }), fc.array(fc.nat(), { maxLength: 8 }), async (parts, places) => {
      const found: typeof parts = []
      for await (const one of readParts(`multipart/form-data; boundary=${BOUNDARY}`, cutAt(encode(parts), places))) {
        const pieces: Uint8Array[] = []
        for await (const piece of one.content) pieces.push(piece)
        found.push({ name: one.name, filename: one.filename, content: Buffer.concat(pieces) })
      }
      expect(found).toEqual(parts)
    }),
    { numRuns: 500 },
  )
})
