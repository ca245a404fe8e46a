import { expect, test } from 'vitest'
import { firstMembers, firstPairs } from './beginnings.ts'

test.each([
  ['a=1&b=2&c=', 'a=1&b=2'],
  ['a=1', ''],
  ['', ''],
])('of %j the pairs that end are %j', (beginning, pairs) => {
  expect(String(firstPairs(Buffer.from(beginning)))).toBe(pairs)
})

test.each([
  ['{"a":1,"b":{"c":2,"d":3},"e":"x', '{"a":1,"b":{"c":2,"d":3}}'],
  [' {"a":"1,\\",}{","b":[1,2', ' {"a":"1,\\",}{"}'],
  ['{"a":[1,2,{"b":3', '{}'],
  ['{"a":1', '{}'],
  ['nothing', '{}'],
])('of %j the members that end are %j', (beginning, members) => {
  expect(String(firstMembers(Buffer.from(beginning)))).toBe(members)
})
