import { expect, test } from 'vitest'
import * as z from 'zod'
import { docComment, typeText } from '../../scripts/generators/lib/typescript.ts'
import { makeJsonSchemas } from '../../src/wire/native/json-schema.ts'

const textOf = (schema: z.ZodType) => typeText(makeJsonSchemas('').toJsonSchema(schema), 0)
const long = z.enum(['a text that fills a line', 'another one that is as long', 'and one more, for good measure'])

test('a union has one row of members, however it is written down', () => {
  expect(textOf(z.enum(['a', 'b']).nullable())).toBe("'a' | 'b' | null")
  expect(textOf(long.nullable())).toBe(`
  | 'a text that fills a line'
  | 'another one that is as long'
  | 'and one more, for good measure'
  | null`)
  expect(textOf(z.array(z.union([z.string(), long.nullable()])))).toBe(`(
  | string
  | 'a text that fills a line'
  | 'another one that is as long'
  | 'and one more, for good measure'
  | null)[]`)
  expect(textOf(z.union([z.object({ a: z.number() }), z.null()]))).toBe('{\n  a: number\n} | null')
})

test('quotes in texts and names, and the end of a comment, end nothing', () => {
  expect(textOf(z.object({ "b'c": z.literal("it's \\") }))).toBe("{\n  'b\\'c': 'it\\'s \\\\'\n}")
  expect(docComment('such as `*/5 * * * *`', 0)).toBe('/** such as `*\\/5 * * * *` */\n')
})
