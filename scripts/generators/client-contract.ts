import type { z } from 'zod'
import { BASE } from '../../src/wire/native/contract/address.ts'
import type { ApiOperation } from '../../src/wire/native/contract/operation.ts'
import { problem } from '../../src/wire/native/contract/problem.ts'
import { PROBLEMS } from '../../src/wire/native/contract/problems.ts'
import { OPERATIONS } from '../../src/wire/native/contract.ts'
import { makeJsonSchemas } from '../../src/wire/native/json-schema.ts'
import { isRequired } from '../../src/wire/native/openapi.ts'
import { docComment, typeText } from './lib/typescript.ts'

const HEAD = `// Made from the contract of the server by scripts/generators/client-contract.ts: "npm run generate" writes it again.
`

/** The contract of the API as types that need nothing else, for the published client. */
export function generate(): Record<string, string> {
  return { 'client/src/contract.ts': contractText(OPERATIONS) }
}

function contractText(operations: readonly ApiOperation[]): string {
  const { toJsonSchema, named } = makeJsonSchemas('')
  const shapes: string[] = []
  const entries: string[] = []
  const routes: string[] = []

  toJsonSchema(problem)
  for (const one of operations) {
    const inputs = (['params', 'query', 'body'] as const).flatMap((part) => {
      const schema = one[part]
      if (!schema) return []
      const name = `${typeName(one.id)}${part === 'params' ? 'Path' : part === 'query' ? 'Query' : 'Body'}`
      shapes.push(`export type ${name} = ${inputText(schema)}\n`)
      return [`${part}: ${name}`]
    })
    const answer = one.downloads ? 'Response' : typeText(toJsonSchema(one.response), 2)
    entries.push(
      `${docComment(summaryOf(one), 1)}  '${one.id}': {\n${[...inputs, ...(one.uploads ? ["file: NonNullable<RequestInit['body']>"] : []), `answer: ${answer}`].map((line) => `    ${line}\n`).join('')}  }\n`,
    )
    const file = one.uploads ? ", file: 'up'" : one.downloads ? ", file: 'down'" : ''
    routes.push(`  '${one.id}': { method: '${one.method}', path: '${one.path}'${file} },\n`)
  }

  function inputText(schema: z.ZodType): string {
    const json = toJsonSchema(schema)
    return typeText(
      { ...json, required: Object.keys(json.properties ?? {}).filter((name) => isRequired(json, name)) },
      0,
    )
  }

  const types = Object.entries(named).map(
    ([name, schema]) =>
      `${docComment(schema.description, 0)}export type ${name} =${afterEquals(typeText(schema, 0))}\n`,
  )
  return [
    HEAD,
    ...types,
    ...shapes,
    `/** The codes of problems that the server gives by itself; refusals of what was asked have their own. */\nexport type ProblemCode =\n${Object.keys(
      PROBLEMS,
    )
      .map((code) => `  | '${code}'\n`)
      .join('')}`,
    `/** Every operation of the API: what it takes and what it answers. */\nexport type Operations = {\n${entries.join('')}}\n`,
    `export const BASE = '${BASE}'\n`,
    `export const ROUTES = {\n${routes.join('')}} as const satisfies Record<keyof Operations, { method: string; path: string; file?: 'up' | 'down' }>\n`,
  ].join('\n')
}

const afterEquals = (type: string): string => (type.startsWith('\n') ? type : ` ${type}`)

const summaryOf = ({ summary, permission }: ApiOperation): string =>
  permission === null ? summary : `${summary}. Needs the permission ${permission}.`

/** `services.list` becomes `ServicesList`. */
const typeName = (id: string): string =>
  id
    .split('.')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
