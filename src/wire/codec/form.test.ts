import { expect, test } from 'vitest'
import { readBodyPairs } from './form.ts'

const MEGABYTE = 1024 * 1024

async function read(text: string | Buffer) {
  let turns = 0
  const turn = async () => {
    turns++
  }
  const pairs = await readBodyPairs(Buffer.from(text as string), { turn, sliceMs: 0 })
  return { pairs, turns }
}

test('one value of megabytes is read with turns of others between', async () => {
  const { pairs, turns } = await read(`a=1&b=${'+%C3%A9'.repeat(MEGABYTE / 4)}&c`)
  expect(pairs.map(([name, { length }]) => [name, length])).toEqual([
    ['a', 1],
    ['b', MEGABYTE / 2],
    ['c', 0],
  ])
  expect(pairs[1]![1] === ' é'.repeat(MEGABYTE / 4)).toBe(true)
  expect(turns).toBeGreaterThan(20)
})

test('a small body needs no turn', async () => {
  expect(await read('a=1+2&b')).toEqual({
    pairs: [
      ['a', '1 2'],
      ['b', ''],
    ],
    turns: 0,
  })
  expect((await read(`a=${'x'.repeat(60_000)}`)).turns).toBe(0)
})

test.each([
  ['Too many parameters: expected at most 1000', '&'.repeat(15 * MEGABYTE)],
  ['Invalid encoding: expected percent-encoded UTF-8', `${'%41'.repeat(MEGABYTE)}%`],
  ['Invalid encoding: expected percent-encoded UTF-8', `a=${'x'.repeat(MEGABYTE)}%C3`],
  ['Invalid character: NUL is not accepted', `a=${'x'.repeat(MEGABYTE)}%00`],
  ['Invalid encoding: expected UTF-8', Buffer.concat([Buffer.alloc(MEGABYTE, 'x'), Buffer.of(0xff)])],
])('%s, of a body of megabytes', async (reason, body) => {
  await expect(read(body)).rejects.toMatchObject({ reason })
})
