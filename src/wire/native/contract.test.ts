import { expect, test } from 'vitest'
import { z } from 'zod'
import { OPERATIONS } from './contract.ts'

const withBodies = OPERATIONS.flatMap(({ id, body, long }) => (body ? [[id, { body, long }] as const] : []))

test.each(withBodies)('%s refuses a member named like a part of every object', (_id, { body }) => {
  const issues = body.safeParse(JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":1}}')).error?.issues
  expect(issues?.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))).toEqual([
    '__proto__',
    'constructor',
  ])
})

test.each(withBodies)('%s says so where it takes a list of more than 10,000', (_id, { body, long }) => {
  const { properties } = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' })
  const lists = Object.values(properties ?? {}).filter((one) => typeof one === 'object' && (one.maxItems ?? 0) > 10_000)
  expect(lists.length > 0).toBe(long === true)
})
