import { expect, test } from 'vitest'
import { pathAndQuery } from './path-and-query.ts'

test.each([
  ['/a/b', '/a/b', ''],
  ['/a/b?', '/a/b', ''],
  ['/a?b=1?c/d', '/a', 'b=1?c/d'],
  ['?a', '', 'a'],
  ['', '', ''],
])('%j has the path %j and the query %j', (url, path, query) => {
  expect(pathAndQuery(url)).toEqual([path, query])
})
