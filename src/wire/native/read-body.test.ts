import { expect, test } from 'vitest'
import type { ProblemAnswer } from './problem.ts'
import { readBody } from './read-body.ts'

const answer = (bytes: Buffer | string, long = false) =>
  readBody(Buffer.from(bytes as string), { long }).catch(({ problem }: ProblemAnswer) => [problem.code, problem.detail])

const INVALID = ['invalid', "Body is not valid JSON but content-type is set to 'application/json'"]

test.each([
  ['{"a":[1]}', { a: [1] }],
  ['\ufeff{"a":1}', { a: 1 }],
  ['', ['invalid', "Body cannot be empty when content-type is set to 'application/json'"]],
  ['\ufeff', INVALID],
  ['{', INVALID],
  [']', INVALID],
  [Buffer.from('"\xe9"', 'latin1'), ['invalid', 'Invalid encoding: expected UTF-8']],
  ['['.repeat(15_000_000), ['invalid', 'JSON nested too deep: expected at most 64 levels']],
])('a body that begins with %.12j', async (bytes, expected) => expect(await answer(bytes)).toEqual(expected))

test('only operations with long lists take many values', async () => {
  const text = JSON.stringify({ references: Array.from({ length: 30_000 }, () => '') })
  expect(await answer(text)).toEqual(['invalid', 'Too many values in JSON: expected at most 20000'])
  expect(await answer(text, true)).toEqual(JSON.parse(text))
})
