import { expect, test } from 'vitest'
import * as z from 'zod'
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

const paged = OPERATIONS.filter(({ query }) => query && ['offset', 'limit'].some((part) => part in query.shape))

/** They go on behind a start or an event, in whose order they are for ever. */
const BY_START = [
  ...['outboundStarts.waiting', 'outboundStarts.running', 'outboundStarts.finished'],
  ...['outboundQueues.purged', 'events.list'],
]

test.each(paged.map(({ id, query, response }) => [id, { query, response }] as const))(
  '%s: a list that can grow goes on behind a row, as far as it goes',
  (id, { query, response }) => {
    const { cursor, after } = query!.shape
    expect(BY_START.includes(id) ? after : cursor).toBeDefined()
    if (cursor) expect(response).toMatchObject({ shape: { nextCursor: expect.anything() } })
  },
)

/** Longer than any text that is taken. */
const ENDLESS = 'x'.repeat(600_000)

type Part = { schema: z.ZodType; path: string }

/** What stands inside, one level deep. */
function partsOf({ schema, path }: Part): Part[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).map(([key, part]) => ({ schema: part as z.ZodType, path: `${path}.${key}` }))
  if (schema instanceof z.ZodArray) return [{ schema: schema.element as z.ZodType, path: `${path}[]` }]
  if (schema instanceof z.ZodRecord)
    return [
      { schema: schema.keyType as z.ZodType, path: `${path} (keys)` },
      { schema: schema.valueType as z.ZodType, path: `${path}{}` },
    ]
  if (schema instanceof z.ZodUnion) return schema.options.map((option) => ({ schema: option as z.ZodType, path }))
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return [{ schema: schema.unwrap() as z.ZodType, path }]
  return []
}

const allParts = (part: Part): Part[] => [part, ...partsOf(part).flatMap(allParts)]

const sent = OPERATIONS.flatMap(({ id, params, query, body }) => {
  const parts = { params, query, body }
  return Object.entries(parts).flatMap(([path, schema]) =>
    schema ? [[`${id} ${path}`, { schema, path }] as const] : [],
  )
})

test.each(sent)('%s: every text has a bound, and refuses NUL, which no database can hold', (_id, part) => {
  const takes = (text: string) => (schema: z.ZodType) => schema.safeParse(text).success
  const found = allParts(part)
  const whereTaken = (text: string) => found.filter(({ schema }) => takes(text)(schema)).map(({ path }) => path)
  expect({ endless: whereTaken(ENDLESS), nul: whereTaken('a\0b') }).toEqual({ endless: [], nul: [] })
})

test.each(withBodies)('%s: every list has a bound', (_id, { body }) => {
  const lists = allParts({ schema: body, path: 'body' }).filter(({ schema }) => schema instanceof z.ZodArray)
  expect(lists.filter(({ schema }) => !('maxItems' in z.toJSONSchema(schema, { unrepresentable: 'any' })))).toEqual([])
})
