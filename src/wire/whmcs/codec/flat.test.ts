import { expect, test } from 'vitest'
import { flatten, renderFlat } from './flat.ts'

const queue = {
  result: 'success',
  count: 1,
  queue: [{ id: 1, lastAttemptError: 'attribute "x" not found', completed: false }],
}

test('a list gives the keys of the documents, in their order, every value a string', () => {
  expect(flatten(queue)).toEqual([
    ['result', 'success'],
    ['count', '1'],
    ['queue[0][id]', '1'],
    ['queue[0][lastAttemptError]', 'attribute "x" not found'],
    ['queue[0][completed]', ''],
  ])
  expect(renderFlat(queue)).toBe(
    '{"result":"success","count":"1","queue[0][id]":"1",' +
      '"queue[0][lastAttemptError]":"attribute \\"x\\" not found","queue[0][completed]":""}',
  )
})

test('null and false are empty, true is 1, an empty list or map keeps its key', () => {
  const tree = { serviceid: null, no: false, yes: true, price: -1.5, tasks: { task: [] }, notes: {}, rows: [[], ['x']] }
  expect(flatten(tree)).toEqual([
    ['serviceid', ''],
    ['no', ''],
    ['yes', '1'],
    ['price', '-1.5'],
    ['tasks[task]', ''],
    ['notes', ''],
    ['rows[0]', ''],
    ['rows[1][0]', 'x'],
  ])
})

test('an answer without fields is an empty object', () => expect(renderFlat({})).toBe('{}'))

test('flat JSON is ASCII too', () => expect(renderFlat({ name: 'é' })).toBe('{"name":"\\u00e9"}'))
