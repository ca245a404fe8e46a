import { describe, expect, test } from 'vitest'
import type { Page } from '../../base/page.ts'
import type { Fields } from '../codec/tree.ts'
import { isLong } from './action.ts'
import { type FormatName, formatOf } from './codec/formats.ts'
import type { ListPath } from './codec/streaming.ts'
import { longList } from './long-list.ts'

type Row = { id: number }
const rowsUpTo = (total: number): Row[] => Array.from({ length: total }, (_, index) => ({ id: index + 1 }))

/** A list of so many rows, given in batches of 500, that notes what was asked of it. */
function makeList(total: number, path: ListPath = ['products', 'product']) {
  const asked: string[] = []
  const all = rowsUpTo(total)
  const answer = (page: Page) =>
    longList<Row>({
      page,
      path,
      list: async ({ offset, limit }) => {
        asked.push(`list ${offset} ${limit}`)
        return { total, rows: all.slice(offset, offset + limit) }
      },
      stream: async function* ({ offset, limit }) {
        asked.push(`stream ${offset} ${limit}`)
        try {
          const rows = all.slice(offset, offset + limit)
          for (let at = 0; at < rows.length; at += 500) yield { total, rows: rows.slice(at, at + 500) }
        } finally {
          asked.push('closed')
        }
      },
      before: (matched, returned) => ({ totalresults: matched, numreturned: returned }),
      encode: async (rows) => rows.map(({ id }) => ({ id: String(id), note: 'ü<&;' })),
    })
  return { asked, answer }
}

async function textOf(format: FormatName, answer: Awaited<ReturnType<typeof longList>>): Promise<string> {
  const { render, openList } = formatOf(format, { action: 'x', version: '1' })
  if (!isLong(answer)) return render(answer as Fields)
  const list = openList(answer.before, answer.path)
  let text = list.head
  let index = 0
  for await (const rows of answer.rows) for (const row of rows) text += list.item(row, index++)
  return text + list.tail({}, index)
}

test('is whole when there are at most 500 rows, however many were asked for, and comes row by row above', async () => {
  const short = makeList(500)
  expect(isLong(await short.answer({ offset: 0, limit: 99_999 }))).toBe(false)
  expect(short.asked).toEqual(['list 0 500'])
  const long = makeList(501)
  expect(isLong(await long.answer({ offset: 0, limit: 500 }))).toBe(false)
  expect(isLong(await long.answer({ offset: 1, limit: 99_999 }))).toBe(false)
  expect(isLong(await long.answer({ offset: 0, limit: 99_999 }))).toBe(true)
  expect(long.asked).toEqual(['list 0 500', 'list 1 500', 'list 0 500', 'stream 0 99999'])
})

describe.each(['json', 'flat', 'xml', 'nvp'] as const)('as %s', (format) => {
  test.each([
    [501, 0],
    [1700, 3],
  ])('has the bytes of the whole answer: %i rows from %i', async (total, offset) => {
    for (const path of [['queue'], ['products', 'product']] as const) {
      const long = await makeList(total, path).answer({ offset, limit: 99_999 })
      expect(isLong(long)).toBe(true)
      const rows = rowsUpTo(total)
        .slice(offset)
        .map(({ id }) => ({ id: String(id), note: 'ü<&;' }))
      const [outer, inner] = path
      const whole = {
        totalresults: total,
        numreturned: total - offset,
        [outer]: inner === undefined ? rows : { [inner]: rows },
      }
      expect(await textOf(format, long)).toBe(await textOf(format, whole))
    }
  })
})

test('tells how many rows come before the first one', async () => {
  const told = async (total: number, offset: number, limit: number) => {
    const answer = await makeList(total).answer({ offset, limit })
    return isLong(answer) ? answer.before : answer
  }
  expect(await told(1700, 0, 99_999)).toEqual({ totalresults: 1700, numreturned: 1700 })
  expect(await told(1700, 200, 99_999)).toEqual({ totalresults: 1700, numreturned: 1500 })
  expect(await told(1700, 0, 600)).toEqual({ totalresults: 1700, numreturned: 600 })
  expect(await told(1700, 1700, 99_999)).toMatchObject({ totalresults: 1700, numreturned: 0 })
})

test('lets the rows go when nobody wants more of them', async () => {
  const { answer, asked } = makeList(1700)
  const long = await answer({ offset: 0, limit: 99_999 })
  if (!isLong(long)) throw new Error('expected a long answer')
  for await (const rows of long.rows) {
    expect(rows).toHaveLength(500)
    break
  }
  expect(asked).toEqual(['list 0 500', 'stream 0 99999', 'closed'])
})

test('is whole after all when its rows go before they are streamed', async () => {
  let totals = [700, 0]
  const answer = await longList<Row>({
    page: { offset: 0, limit: 99_999 },
    path: ['rows'],
    list: async ({ limit }) => {
      const [total = 0, ...later] = totals
      totals = later
      return { total, rows: rowsUpTo(total).slice(0, limit) }
    },
    stream: async function* () {},
    before: (matched, returned) => ({ totalresults: matched, numreturned: returned }),
    encode: async (rows) => rows.map(({ id }) => id),
  })
  expect(answer).toEqual({ totalresults: 0, numreturned: 0, rows: [] })
})
