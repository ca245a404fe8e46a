import { describe, expect, test } from 'vitest'
import { JSON_LIMITS, parseJson, parseSmallJson } from './json.ts'
import type { SlicePace } from './slices.ts'

const MEGABYTE = 1024 * 1024
const LIMITS = { depth: 3, values: 10 }

/** Counts the turns, and pauses wherever it may. */
function makeTurns() {
  const turns = { count: 0 }
  const pace: SlicePace = {
    sliceMs: 0,
    turn: async () => {
      turns.count++
    },
  }
  return { turns, pace }
}

const faultOf = (text: string, limits = JSON_LIMITS) =>
  parseJson(Buffer.from(text), limits).then(
    () => 'read',
    (refusal) => refusal.fault,
  )

describe('what would be costly is refused before it is parsed', () => {
  test.each([
    ['depth', '[[[[1]]]]'],
    ['depth', '[[[{"a":1}]]]'],
    ['read', '[[[1]]]'],
    ['read', '{"[[[[[[":"{{{{\\"{{{"}'],
    ['count', `[${'1,'.repeat(10)}1]`],
    ['read', `[${'1,'.repeat(9)}1]`],
    ['count', `[${'{},'.repeat(10)}[]]`],
    ['read', `[${'{ },'.repeat(9)}[\n]]`],
    ['count', '{"a":[1,2,3,4,5],"b":[1,2,3,4]}'],
    ['read', '{"a":[1,2,3,4,5],"b":[1,2,3]}'],
    ['syntax', ']'],
    ['syntax', '[1,]'],
    ['syntax', ''],
  ])('%s: %s', async (fault, text) => expect(await faultOf(text, LIMITS)).toBe(fault))

  test.each([
    ['depth', 'brackets', '['.repeat(15 * MEGABYTE)],
    ['depth', 'objects in objects', '{"a":'.repeat(3 * MEGABYTE)],
    ['count', 'numbers', `[${'0,'.repeat(2 * MEGABYTE)}0]`],
    ['count', 'names', `{${Array.from({ length: 100_000 }, (_, index) => `"k${index}":1`).join()}}`],
    ['length', 'a number', '1'.repeat(15 * MEGABYTE)],
    ['length', 'blanks', `[${' '.repeat(15 * MEGABYTE)}]`],
    ['length', 'a name', `{"${'n'.repeat(MEGABYTE)}":1}`],
    ['syntax', 'a string without an end', `"${'x'.repeat(MEGABYTE)}`],
  ])('%s: megabytes of %s', async (fault, _what, text) => expect(await faultOf(text)).toBe(fault))

  test('1000 members of an object are read, one more is not', async () => {
    const object = (size: number) => `{${Array.from({ length: size }, (_, index) => `"k${index}":1`).join()}}`
    expect(await faultOf(object(1000))).toBe('read')
    expect(await faultOf(object(1001))).toBe('count')
  })

  test('so is a name of 1024 bytes, and one more is not', async () => {
    expect(await faultOf(`{"${'n'.repeat(1024)}" :1}`)).toBe('read')
    expect(await faultOf(`{"${'n'.repeat(1025)}" :1}`)).toBe('length')
  })
})

test('bytes that are no UTF-8 are refused, and so is a byte order mark', async () => {
  await expect(parseJson(Buffer.from('"\xe9"', 'latin1'))).rejects.toThrow('Invalid encoding: expected UTF-8')
  expect(() => parseSmallJson(Buffer.from('"\xe9"', 'latin1'))).toThrow('Invalid encoding: expected UTF-8')
  expect(await faultOf('\ufeff1')).toBe('syntax')
})

test('20,000 starts of one request are read, with turns of others between', async () => {
  const text = JSON.stringify(
    Array.from({ length: 20_000 }, (_, index) => ({ to: `sip:${index}`, from: '44190', token: `t${index}` })),
  )
  const { turns, pace } = makeTurns()
  expect(JSON.stringify(await parseJson(Buffer.from(text), JSON_LIMITS, pace))).toBe(text)
  expect(turns.count).toBeGreaterThan(20)
})

test('so is one string of megabytes, escapes and all', async () => {
  const value = `${'é€😀\n"'.repeat(MEGABYTE / 16)}end`
  const { turns, pace } = makeTurns()
  const read = (await parseJson(Buffer.from(JSON.stringify({ value })), JSON_LIMITS, pace)) as { value: string }
  expect(read.value === value).toBe(true)
  expect(turns.count).toBeGreaterThan(20)
})

test('a small one needs no turn', async () => {
  const { turns, pace } = makeTurns()
  expect(await parseJson(Buffer.from('{"a":[1]}'), JSON_LIMITS, pace)).toEqual({ a: [1] })
  expect(turns.count).toBe(0)
})
