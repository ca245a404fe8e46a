import type { JsonSchema } from '../../../src/wire/native/json-schema.ts'

const LONGEST_LINE = 110

/** A JSON Schema as a TypeScript type, laid out at a depth of indentation. */
export function typeText(schema: JsonSchema, depth: number): string {
  if (schema.$ref !== undefined) return schema.$ref
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.enum || schema.anyOf || Array.isArray(schema.type)) return union(membersOf(schema, depth), depth)
  if (schema.type === 'array') return arrayText(typeText(schema.items ?? {}, depth))
  if (schema.type === 'object') return objectText(schema, depth)
  return PLAIN[schema.type ?? ''] ?? 'unknown'
}

/** Those of unions inside a union stand in its own row: laid out by themselves they begin with a line of their own. */
function membersOf(schema: JsonSchema, depth: number): string[] {
  if (schema.enum) return schema.enum.map(literal)
  if (schema.anyOf) return schema.anyOf.flatMap((one) => membersOf(one, depth))
  if (Array.isArray(schema.type)) return schema.type.flatMap((type) => membersOf({ ...schema, type }, depth))
  return [typeText(schema, depth)]
}

const PLAIN: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
}

const literal = (value: unknown): string => (typeof value === 'string' ? quoted(value) : String(value))

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`

const arrayText = (item: string): string => (/^[^{]* \| /.test(item) ? `(${item})[]` : `${item}[]`)

function union(types: readonly string[], depth: number): string {
  const line = types.join(' | ')
  if (line.length < LONGEST_LINE - 30) return line
  return types.map((type) => `\n${indent(depth + 1)}| ${type}`).join('')
}

function objectText({ properties, required = [], additionalProperties }: JsonSchema, depth: number): string {
  if (!properties || Object.keys(properties).length === 0)
    return typeof additionalProperties === 'object'
      ? `Record<string, ${typeText(additionalProperties, depth)}>`
      : 'Record<string, never>'
  const lines = Object.entries(properties).map(([name, property]) => {
    const optional = required.includes(name) ? '' : ' | undefined'
    const text = `${typeText(property, depth + 1)}${optional}`
    return `${docComment(noteOf(property), depth + 1)}${indent(depth + 1)}${nameText(name)}${optional && '?'}:${text.startsWith('\n') ? '' : ' '}${text}\n`
  })
  return `{\n${lines.join('')}${indent(depth)}}`
}

const nameText = (name: string): string => (/^\w+$/.test(name) ? name : quoted(name))

/** What the type alone does not tell. */
function noteOf(schema: JsonSchema): string | undefined {
  const { description, default: fallback, maximum } = schema
  const notes = [
    description,
    fallback !== undefined && `default ${fallback}`,
    maximum !== undefined && `at most ${maximum}`,
  ]
  return notes.filter(Boolean).join('; ') || formatNote(schema)
}

function formatNote({ format, anyOf = [] }: JsonSchema): string | undefined {
  const found = format ?? anyOf.find((one) => one.format)?.format
  if (found === 'date') return 'YYYY-MM-DD'
  return found === 'date-time' ? 'ISO 8601, in UTC' : undefined
}

export const docComment = (text: string | undefined, depth: number): string =>
  text ? `${indent(depth)}/** ${text.replaceAll('*/', '*\\/')} */\n` : ''

const indent = (depth: number): string => '  '.repeat(depth)
