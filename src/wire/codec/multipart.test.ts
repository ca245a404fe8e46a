import { describe, expect, test } from 'vitest'
import { MalformedRequest } from './malformed.ts'
import { readParts } from './multipart.ts'

const TYPE = 'multipart/form-data; boundary=B'
const HEAD = 'Content-Disposition: form-data; name="a"\r\n'

async function* inPiecesOf(size: number, bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function textOf(content: AsyncIterable<Uint8Array>) {
  const pieces: Uint8Array[] = []
  for await (const piece of content) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

async function partsOf(body: string, size = 1_000_000, type = TYPE) {
  const parts: [name: string, filename: string | undefined, content: string][] = []
  for await (const { name, filename, content } of readParts(type, inPiecesOf(size, Buffer.from(body))))
    parts.push([name, filename, await textOf(content)])
  return parts
}

describe.each([1, 2, 3, 7, 1000])('in pieces of %i bytes', (size) => {
  test.each([
    ['one part', `--B\r\n${HEAD}\r\n1\r\n--B--\r\n`, [['a', undefined, '1']]],
    ['nothing after the end', `--B\r\n${HEAD}\r\n1\r\n--B--`, [['a', undefined, '1']]],
    ['what comes before and after', `before\r\n--B\r\n${HEAD}\r\n1\r\n--B--after\r\n--B\r\n`, [['a', undefined, '1']]],
    ['blanks after the boundary', `--B \t\r\n${HEAD}\r\n1\r\n--B--`, [['a', undefined, '1']]],
    ['no content', `--B\r\n${HEAD}\r\n\r\n--B--`, [['a', undefined, '']]],
    [
      'no line for the content',
      `--B\r\n${HEAD}\r\n--B\r\n${HEAD}\r\n2\r\n--B--`,
      [
        ['a', undefined, ''],
        ['a', undefined, '2'],
      ],
    ],
    [
      'what is nearly a boundary',
      `--B\r\n${HEAD}\r\n\r\r\n--C\n--B\r\n-B\r\n--B--`,
      [['a', undefined, '\r\r\n--C\n--B\r\n-B']],
    ],
    ['no parts', '--B--', []],
  ])('%s', async (_name, body, parts) => expect(await partsOf(body, size)).toEqual(parts))

  test.each([
    ['nothing', ''],
    ['no boundary', 'something else'],
    ['no end', `--B\r\n${HEAD}\r\n1\r\n`],
    ['an end in the boundary', `--B\r\n${HEAD}\r\n1\r\n--B`],
    ['an end in a head', '--B\r\nContent-Disp'],
    ['an end after a head', `--B\r\n${HEAD}\r\n`],
    ['a head that a boundary ends', `--B\r\n${HEAD}--B--\r\n`],
    ['a part without a name', '--B\r\nContent-Type: text/plain\r\n\r\n1\r\n--B--'],
    ['a part without a head', '--B\r\n\r\n1\r\n--B--'],
    ['more on the line of a boundary', `--Bx\r\n${HEAD}\r\n1\r\n--B--`],
    ['an endless head', `--B\r\n${'x: y\r\n'.repeat(2000)}`],
    ['an endless line', `--B\r\n${'x'.repeat(10_000)}`],
  ])('%s is refused', async (_name, body) => {
    await expect(partsOf(body, size)).rejects.toThrow(MalformedRequest)
  })
})

test.each([
  'multipart/form-data',
  'multipart/form-data; boundary=',
  `multipart/form-data; boundary=${'b'.repeat(201)}`,
  'multipart/form-data; boundary="x',
])('of the type %.60s nothing is read', (type) =>
  expect(partsOf('--B--', 1000, type)).rejects.toThrow(MalformedRequest),
)

test('a boundary may have quotes around it', async () => {
  expect(await partsOf(`--a b\r\n${HEAD}\r\n1\r\n--a b--`, 1000, 'multipart/form-data; boundary="a b"')).toHaveLength(1)
})

test('what nobody took of a part is passed over', async () => {
  const body = `--B\r\n${HEAD}\r\n${'x'.repeat(100)}\r\n--B\r\n${HEAD}\r\n2\r\n--B--`
  const taken: string[] = []
  for await (const { content } of readParts(TYPE, inPiecesOf(10, Buffer.from(body))))
    for await (const piece of content) {
      taken.push(String(piece))
      break
    }
  expect(taken.at(-1)).toBe('2')
})

test('what fails while it arrives fails where the content is read', async () => {
  async function* failing() {
    yield Buffer.from(`--B\r\n${HEAD}\r\n1`)
    throw new Error('gone')
  }
  const { value } = await readParts(TYPE, failing()).next()
  await expect(textOf(value!.content)).rejects.toThrow('gone')
})
