import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { generate } from '../../scripts/generators/client-contract.ts'
import { OPERATIONS } from '../../src/wire/native/contract.ts'
import { makeClient } from '../src/index.ts'

test('the types of the client are those that the contract of the server makes now ("npm run generate")', () => {
  for (const [path, content] of Object.entries(generate()))
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')).toBe(content)
})

test('whatever comes in pages can be had item by item', () => {
  const client = makeClient({ baseUrl: 'http://provisor.test', token: 'a.b' })
  const paged = OPERATIONS.filter(({ id, query }) => id.endsWith('.list') && query && 'offset' in query.shape)
  expect(paged.length).toBeGreaterThan(10)
  const nouns = paged.map(({ id }) => id.replace('.list', '') as 'clients')
  expect(nouns.filter((noun) => typeof client[noun].all !== 'function')).toEqual([])
})
