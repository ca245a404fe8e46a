import { expect, test } from 'vitest'
import type { RequestBody } from '../bodies/bodies.ts'
import { readBody } from './body.ts'

const sent = (type: string, body: string) => {
  const bytes = Buffer.from(body)
  const whole = { beginning: async () => ({ bytes, isWhole: true }) } as unknown as RequestBody
  return readBody({ 'content-type': type }, whole, async () => 'known')
}
const list = (count: number) => `{"a":[${Array.from({ length: count - 1 }, () => '{}').join()}]}`

test.each([
  ['Parameter nested too deep: expected at most 5 levels', '{"a":[[[[[1,[]]]]]]}'],
  ['Parameter nested too deep: expected at most 5 levels', '{"a":'.repeat(3_000_000)],
  ['Too many parameters: expected at most 1000', list(1001)],
  ['Too many parameters: expected at most 1000', `{"a":[${'0,'.repeat(7_000_000)}0]}`],
  ['Invalid JSON: it cannot be read', '{"a":1'],
  ['Invalid JSON: expected an object', '[1]'],
])('JSON is refused as a form would be: %s', async (message, body) => {
  await expect(sent('application/json', body)).rejects.toMatchObject({
    code: 400,
    errors: [{ field: 'body', message }],
  })
})

test('as many and as deep as a form takes are read', async () => {
  expect((await sent('application/json', '{"a":[[[[[1]]]]]}')).params.size).toBe(1)
  expect((await sent('application/json', list(1000))).params.size).toBe(1)
  expect((await sent('', ' {"a":"b","c":null}')).params).toEqual(
    new Map([
      ['a', 'b'],
      ['c', ''],
    ]),
  )
})
