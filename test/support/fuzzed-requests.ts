import { seededRandom } from '../../src/base/seeded-random.ts'
import type { ApiOperation } from '../../src/wire/native/contract/operation.ts'
import { describeApi } from '../../src/wire/native/openapi.ts'

type Schema = {
  $ref?: string
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  minimum?: number
  maximum?: number
}
type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: Schema }
type Described = { parameters?: Parameter[]; requestBody?: { content: Record<string, { schema: Schema }> } }

/** What nobody should send. */
const ODD: readonly unknown[] = [
  ...['', ' ', 'x', '\0', '\ud800', '🔑', "'; --", '%', '1e3', '-1', '0', '9'.repeat(30), 'x'.repeat(70_000)],
  ...['2026-02-30', '9999-12-31', '0000-00-00', '2026-01-01T00:00:00Z', '+275760-09-13T00:00:00Z', '../../etc', '{}'],
  ...[0, -1, 1.5, 1e21, 2 ** 31, 2 ** 53, null, true, [], {}, [[]], { a: 1 }, [null]],
]
const WORDS = [
  'a',
  'Ada',
  'example.com',
  'x@example.com',
  '12.95',
  'GB',
  'cpanel',
  'hello world',
  '#ff0000',
  '192.0.2.7',
]

/** Requests that the document allows, most of them with something in them that it does not; the same for the same seed. */
export function makeFuzzedRequests(operations: readonly ApiOperation[], seed: string) {
  const document = describeApi(operations) as {
    paths: Record<string, Record<string, Described>>
    components: { schemas: Record<string, Schema> }
  }
  let drawn = 0
  const random = () => seededRandom(seed, drawn++)
  const below = (count: number) => Math.floor(random() * count)
  const oneOf = <T>(list: readonly T[]): T => list[below(list.length)]!

  function drawValue(schema: Schema, depth: number, oddness: number): unknown {
    if (random() < oddness) return oneOf(ODD)
    if (schema.$ref) return drawValue(document.components.schemas[schema.$ref.split('/').at(-1)!]!, depth, oddness)
    if (schema.const !== undefined) return schema.const
    if (schema.enum) return oneOf(schema.enum)
    if (schema.anyOf) return drawValue(oneOf(schema.anyOf), depth, oddness)
    switch (Array.isArray(schema.type) ? oneOf(schema.type) : schema.type) {
      case 'integer':
      case 'number':
        // Mostly numbers of what is there.
        return Math.max(schema.minimum ?? 0, Math.min(schema.maximum ?? 100, below(random() < 0.8 ? 6 : 100)))
      case 'boolean':
        return random() < 0.5
      case 'null':
        return null
      case 'array':
        return Array.from({ length: below(3) }, () => drawValue(schema.items ?? {}, depth + 1, oddness))
      case 'object':
        return objectOf(schema, depth, oddness)
      default:
        return textOf(schema)
    }
  }

  function objectOf({ properties = {}, required = [], additionalProperties }: Schema, depth: number, oddness: number) {
    const names = Object.keys(properties).filter(
      (name) => required.includes(name) || random() < (depth > 3 ? 0.1 : 0.4),
    )
    const own = names.map((name) => [name, drawValue(properties[name]!, depth + 1, oddness)])
    const more =
      typeof additionalProperties === 'object'
        ? [[oneOf(WORDS), drawValue(additionalProperties, depth + 1, oddness)]]
        : []
    return Object.fromEntries([...own, ...more, ...(random() < oddness ? [['unknownField', 1]] : [])])
  }

  function textOf({ format, pattern = '' }: Schema): string {
    if (format === 'date') return oneOf(['2026-02-03', '2026-12-31', '2024-02-29'])
    if (format === 'date-time') return oneOf(['2026-02-03T10:00:00.000Z', '2026-02-04T00:00:00+01:00'])
    if (pattern.includes('\\.\\d')) return oneOf(['1.00', '0.50', '12.95'])
    return oneOf(WORDS)
  }

  return {
    /** A request of this operation. `oddness` is how likely each value is one that the document does not allow. */
    draw(operation: ApiOperation, oddness = oneOf([0, 0, 0.02, 0.1, 0.5])) {
      const method = operation.method.toLowerCase()
      const { parameters = [], requestBody } = document.paths[operation.path || '/']![method]!
      let path = operation.path || '/'
      const query = new URLSearchParams()
      for (const { name, in: place, required, schema } of parameters) {
        if (place === 'header' || (!required && random() < 0.6)) continue
        const value = String(drawValue(schema, 0, oddness) ?? '')
        if (place === 'query') query.append(name, value.toWellFormed())
        else path = path.replace(`{${name}}`, encodeURIComponent(value.toWellFormed().slice(0, 400)))
      }
      const schema = requestBody?.content['application/json']?.schema
      return {
        method: operation.method,
        url: `/api/v1${path}${query.size > 0 ? `?${query}` : ''}`,
        ...(schema && {
          headers: { 'content-type': 'application/json' },
          payload: JSON.stringify(drawValue(schema, 0, oddness)),
        }),
      }
    },
  }
}
