import { expect, test } from 'vitest'
import * as z from 'zod'
import { checkBody } from './long-lists.ts'

const schema = z.strictObject({
  calls: z
    .array(z.strictObject({ to: z.string(), times: z.int().default(1) }))
    .min(1)
    .max(5000),
  why: z.string().default(''),
})
const calls = (count: number) =>
  Array.from({ length: count }, (_, index): Record<string, unknown> => ({ to: `${index}` }))

async function checked(body: unknown) {
  let turns = 0
  const turn = async () => {
    turns++
  }
  const { data, issues } = await checkBody(schema, body, { turn, sliceMs: 0 })
  return { data, paths: issues.map(({ path }) => path.join('.')), turns }
}

test('a long list is checked like a short one, with turns of others between', async () => {
  const body = { calls: calls(4321), why: 'because' }
  expect(await checked(body)).toEqual({ data: schema.parse(body), paths: [], turns: 5 })
  expect(await checked({ calls: calls(1) })).toEqual({
    data: { calls: [{ to: '0', times: 1 }], why: '' },
    paths: [],
    turns: 0,
  })
})

test('what is wrong is told by its place in the whole list', async () => {
  const body = { calls: calls(3000), why: 1 }
  body.calls[7] = {}
  body.calls[2500] = { to: '', extra: 1 }
  expect((await checked(body)).paths).toEqual(['calls.7.to', 'why', 'calls.2500'])
})

test('a list that is too long is refused before it is looked at', async () => {
  const body = { calls: Array.from({ length: 5001 }, () => null) }
  const { issues } = await checkBody(schema, body)
  expect(issues).toEqual([
    expect.objectContaining({ path: ['calls'], message: 'Too big: expected array to have <=5000 items' }),
  ])
  expect(schema.safeParse({ calls: calls(5001) }).error?.issues[0]?.message).toBe(issues[0]?.message)
})

test('after a hundred faults nobody looks for more', async () => {
  expect((await checked({ calls: Array.from({ length: 5000 }, () => null) })).turns).toBe(1)
})
