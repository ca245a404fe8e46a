import { expect, test } from 'vitest'
import * as z from 'zod'
import { CONFIGURATION_SCHEMA } from '../configuration-schema.ts'
import type { AculabCall } from '../endpoint.ts'
import { getSchema } from './management.ts'

test('the schema that is answered is the one that is checked with', async () => {
  expect(await getSchema.answer({} as AculabCall, {})).toEqual({ json: CONFIGURATION_SCHEMA })
})

test('other validators take the schema, and its own defaults', () => {
  const schema = z.fromJSONSchema(JSON.parse(JSON.stringify(CONFIGURATION_SCHEMA)))
  expect(schema.safeParse({}).success).toBe(true)
  expect(schema.safeParse({ maximum_cps: 0 }).success).toBe(false)
  const { properties = {} } = CONFIGURATION_SCHEMA
  const defaults = Object.entries(properties).flatMap(([name, one]) => ('default' in one ? [[name, one.default]] : []))
  expect(schema.safeParse(Object.fromEntries(defaults)).success).toBe(true)
})
