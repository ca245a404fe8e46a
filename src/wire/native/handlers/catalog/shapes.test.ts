import { expect, test } from 'vitest'
import { isSealed, type Kept } from '../../../../base/secrets/sealed.ts'
import { BY_POSITION, encodeSettings, pageOf } from './shapes.ts'

const kept: Kept[] = ['gold', '', { sealed: 'v1.abc' }]

test('a secret setting is told of, and its value only where it is revealed', () => {
  expect(encodeSettings(kept)).toEqual([
    { position: 1, isSecret: false, value: 'gold' },
    { position: 3, isSecret: true },
  ])
  const reveal = (value: Kept) => (isSealed(value) ? `opened ${value.sealed}` : value)
  expect(encodeSettings(kept, reveal)[1]).toEqual({ position: 3, isSecret: true, value: 'opened v1.abc' })
})

const row = (position: number, id: number) => ({ position, id })
type Row = ReturnType<typeof row>
const shown = (rows: Row[], asked: { offset?: number; limit: number; cursor?: string | undefined }) =>
  pageOf(rows, { offset: 0, ...asked }, { encode: ({ id }: Row) => id, ...BY_POSITION })

test('a page past the end has no rows, and the total still stands', async () => {
  const rows = [row(0, 1), row(0, 2), row(1, 3)]
  expect(await shown(rows, { offset: 1, limit: 1 })).toMatchObject({ items: [2], total: 3, offset: 1, limit: 1 })
  expect(await shown(rows, { offset: 9, limit: 5 })).toMatchObject({ items: [], total: 3, nextCursor: null })
})

test('behind a cursor stand the rows behind its place, also when the row of that place is gone', async () => {
  const { nextCursor } = await shown([row(0, 2), row(0, 7), row(1, 1)], { limit: 2 })
  const later = [row(-1, 8), row(0, 2), row(0, 9), row(1, 1)]
  expect(await shown(later, { limit: 5, cursor: nextCursor! })).toMatchObject({
    items: [9, 1],
    total: 4,
    nextCursor: null,
  })
})
