import { expect, test } from 'vitest'
import { type ApiPage, pagesOf } from './pages.ts'

async function read(nextOf: (cursor: string | null) => string | null): Promise<string[]> {
  const asked: string[] = []
  const ask = async (url: string): Promise<ApiPage> => {
    if (asked.push(url) > 100) throw new Error('it never ends')
    return { items: [], nextCursor: nextOf(new URLSearchParams(url.split('?')[1]).get('cursor')) }
  }
  for await (const _page of pagesOf('/api/v1/clients?offset=3&status=Active', ask));
  return asked
}

test('all pages are asked for, the filters with each and the offset with the first', async () => {
  const asked = await read((cursor) => ({ null: 'a b', 'a b': 'c' })[String(cursor)] ?? null)
  expect(asked).toEqual([
    '/api/v1/clients?offset=3&status=Active&limit=500',
    '/api/v1/clients?status=Active&limit=500&cursor=a+b',
    '/api/v1/clients?status=Active&limit=500&cursor=c',
  ])
})

test.each([1, 2, 5])('a circle of %i cursors is found out', async (length) => {
  await expect(read((cursor) => String((Number(cursor ?? 0) + 1) % length))).rejects.toThrow('the same pages again')
})
