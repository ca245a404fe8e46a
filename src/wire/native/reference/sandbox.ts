import type { SandboxFace, SandboxParameter } from '../../sandbox-face.ts'
import { takesKey, versionedNoun } from '../conditions.ts'
import { BASE } from '../contract/address.ts'
import { type ApiOperation, nounOf } from '../contract/operation.ts'
import { OPERATIONS } from '../contract.ts'
import { type JsonSchema, type JsonSchemas, makeJsonSchemas } from '../json-schema.ts'
import { isRequired, textOf } from '../openapi.ts'

/** The same contract as the API description, a field for each part of a request. */
export function nativeSandbox(): SandboxFace {
  const schemas = makeJsonSchemas('')
  return {
    id: 'native',
    title: 'Native API',
    about: 'All that this server can do, in JSON. Sign in with a token of an API credential.',
    path: BASE,
    kind: 'native',
    userLabel: '',
    secretLabel: 'Token',
    note: 'Identifier and secret, joined by a dot. Workers take cloud/user/service:password. Both are kept in memory only.',
    choices: [],
    calls: OPERATIONS.map((one) => ({
      group: nounOf(one),
      name: one.id,
      about: textOf(one).replaceAll('`', ''),
      http: one.method,
      action: one.path,
      parameters: parametersOf(one, schemas),
    })),
  }
}

const OF_BODY = { place: 'body' } as const

function parametersOf(one: ApiOperation, schemas: JsonSchemas): SandboxParameter[] {
  const fields = (place: 'path' | 'query' | 'body', schema: JsonSchema) =>
    Object.entries(schema.properties ?? {}).map(([name, property]) => ({
      name,
      type: place === 'body' ? inBody(typeOf(property, schemas.named)) : typeOf(property, schemas.named),
      required: place === 'path' || isRequired(schema, name),
      about: (property.description ?? '').replaceAll('`', ''),
      place,
    }))
  const whole = one.body && resolved(schemas.toJsonSchema(one.body), schemas.named)
  return [
    ...(one.params ? fields('path', schemas.toJsonSchema(one.params)) : []),
    ...(one.query ? fields('query', schemas.toJsonSchema(one.query)) : []),
    ...(whole?.properties ? fields('body', whole) : []),
    ...(whole && !whole.properties
      ? [{ name: 'body', type: 'JSON', required: true, about: 'The JSON of the body', ...OF_BODY }]
      : []),
    ...(one.uploads ? [{ name: 'file', type: 'file', required: true, about: '', ...OF_BODY }] : []),
    ...(versionedNoun(one) ? [header('If-Match', 'The ETag that was read')] : []),
    ...(takesKey(one) ? [header('Idempotency-Key', 'The same request with the same key is done once')] : []),
  ]
}

/** A list has its commas in an address only. */
const inBody = (type: string): string => type.replace(/^array\b/, 'JSON')

const header = (name: string, about: string): SandboxParameter => ({
  name,
  type: 'string',
  required: false,
  about,
  place: 'header',
})

type Named = JsonSchemas['named']

const resolved = (schema: JsonSchema, named: Named): JsonSchema => (schema.$ref ? named[schema.$ref]! : schema)

/** In the words of the other faces. */
function typeOf(schema: JsonSchema, named: Named): string {
  const { type, format, enum: words, anyOf, const: only } = resolved(schema, named)
  if (only !== undefined) return `one of ${only}`
  if (words) return `one of ${words.join(', ')}`
  if (anyOf) {
    const types = [...new Set(anyOf.map((each) => typeOf(each, named)))]
    const others = types.filter((each) => each !== 'null')
    const known = others.length === 1 ? others[0]! : 'JSON'
    return types.includes('null') ? `${known} or null` : known
  }
  if (format === 'date' || format === 'date-time') return format
  const [first, second] = [type].flat()
  if (second !== undefined) return `${first} or ${second}`
  return first === 'object' || first === undefined ? 'JSON' : first
}
