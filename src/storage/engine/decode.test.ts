import { expect, expectTypeOf, test } from 'vitest'
import { decoded, isOn, json, jsonOrNull, type Stored } from './decode.ts'

type Noun = { id: number; name: string | null; hidden: boolean; tags: string[]; until: { at: number } | null }
type Row = Stored<Noun, 'tags' | 'until'>

const toNoun = <R extends Row>(row: R) =>
  decoded(row, {
    hidden: isOn(row.hidden),
    tags: json<string[]>(row.tags),
    until: jsonOrNull<{ at: number }>(row.until),
  })

test('a stored row says what the drivers give: flags as numbers, JSON as text', () => {
  expectTypeOf<Row>().toEqualTypeOf<{
    readonly id: number
    readonly name: string | null
    readonly hidden: 0 | 1
    readonly tags: string
    readonly until: string | null
  }>()
})

test('a decoded row is the noun, with what else was selected', () => {
  const row = { id: 1, name: null, hidden: 1, tags: '["a"]', until: null, more: 'beside' } as const
  const noun: Noun & { more: string } = toNoun({ ...row })
  expect(noun).toEqual({ id: 1, name: null, hidden: true, tags: ['a'], until: null, more: 'beside' })
  expect(toNoun({ ...row, hidden: 0, until: '{"at":5}' })).toMatchObject({ hidden: false, until: { at: 5 } })
})
