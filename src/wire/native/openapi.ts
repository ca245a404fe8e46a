import { VERSION } from '../../base/version.ts'
import { takesKey, versionedNoun } from './conditions.ts'
import { BASE } from './contract/address.ts'
import { type ApiOperation, isOpen, nounOf } from './contract/operation.ts'
import { problem } from './contract/problem.ts'
import { PROBLEMS, type ProblemCode } from './contract/problems.ts'
import { OPERATIONS } from './contract.ts'
import { type JsonSchema, type JsonSchemas, makeJsonSchemas } from './json-schema.ts'
import { exampleOf } from './reference/example.ts'
import { TAGS } from './reference/tags.ts'
import { describeWebhooks } from './reference/webhooks.ts'

/** What every call can answer whatever it does, and every call that needs a token besides. */
const ANY_CALL: readonly ProblemCode[] = ['invalid', 'internal']
const ADMITTED_CALL: readonly ProblemCode[] = [
  'unauthenticated',
  'permission_refused',
  'no_api_access',
  'staff_disabled',
  'address_banned',
  'address_not_allowed',
  'busy',
  'rate_limited',
]

/** The contract as an OpenAPI 3.1 document, which must have some version. */
export function describeApi(
  operations: readonly ApiOperation[] = OPERATIONS,
  version = VERSION,
): Record<string, unknown> {
  const schemas = makeJsonSchemas('#/components/schemas/')
  const problemSchema = schemas.toJsonSchema(problem)
  const paths: Record<string, Record<string, unknown>> = {}
  for (const one of operations) {
    const path = paths[one.path || '/'] ?? {}
    path[one.method.toLowerCase()] = describeOperation(one, schemas, problemSchema)
    paths[one.path || '/'] = path
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Provisor API',
      version: version || 'v1',
      description: [
        'Fields are in camelCase. Instants are ISO 8601 in UTC, dates `YYYY-MM-DD`, amounts decimal text, and what is not',
        'set is `null`. Unknown parameters are refused. What goes wrong is told as a problem (RFC 9457) with a stable `code`.',
      ].join(' '),
    },
    servers: [{ url: BASE }],
    tags: [...new Set(operations.map(nounOf))].map((name) => ({ name, description: TAGS[name] })),
    paths,
    webhooks: describeWebhooks(schemas),
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'Identifier and secret of an API credential, joined by a dot',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-provisor-session',
          description:
            'Of a person who signed in (`POST /sessions`); over plain HTTP it is named `provisor-session`. Whatever changes something sends the `csrfToken` as well, in the header `X-CSRF-Token`',
        },
        outboundService: {
          type: 'http',
          scheme: 'basic',
          description: 'An outbound service: `cloud/user/service` and its own password',
        },
      },
      schemas: schemas.named,
    },
  }
}

/** The summary, and what it does not say. */
export function textOf(one: ApiOperation): string {
  const { permission, admits, versioned, method } = one
  return [
    `${one.summary}.`,
    permission === null ? NEEDS[admits ?? 'nobody'] : `Needs the permission \`${permission}\`.`,
    ...(versioned ? ['The `ETag` of the answer is its version.'] : []),
    ...(versionedNoun(one) ? ['Takes `If-Match`.'] : []),
    ...(takesKey(one) ? ['Takes an `Idempotency-Key`.'] : []),
    ...(method === 'GET' && one.query && 'offset' in one.query.shape ? ['Answers a page.'] : []),
  ].join(' ')
}

const NEEDS = {
  nobody: 'Open to everybody.',
  staff: 'For everybody who is known, whatever their rights.',
  person: 'For people who signed in, and no credential.',
  service: 'For workers of outbound services.',
} as const

/** One of these is enough. */
function securityOf(one: ApiOperation): Record<string, never[]>[] {
  if (isOpen(one)) return []
  if (one.admits === 'service') return [{ outboundService: [] }]
  return one.admits === 'person' ? [{ session: [] }] : [{ token: [] }, { session: [] }]
}

function describeOperation(one: ApiOperation, schemas: JsonSchemas, problemSchema: JsonSchema) {
  const schemaOf = schemas.toJsonSchema
  const content = (schema: JsonSchema, all: boolean) => ({
    'application/json': { schema, example: exampleOf(schema, schemas.named, { all }) },
  })
  const parameters = [
    ...parametersIn('path', one.params && schemaOf(one.params), schemas.named),
    ...parametersIn('query', one.query && schemaOf(one.query), schemas.named),
    ...conditionParameters(one),
  ]
  return {
    operationId: one.id,
    tags: [nounOf(one)],
    summary: one.summary,
    description: textOf(one),
    security: securityOf(one),
    ...(parameters.length > 0 && { parameters }),
    ...(one.uploads && { requestBody: { required: true, content: FILE } }),
    ...(one.body && { requestBody: { required: true, content: content(schemaOf(one.body), false) } }),
    responses: {
      200: {
        description: 'Done',
        ...(one.versioned && {
          headers: { ETag: { description: 'The version', schema: { type: 'string' } } },
        }),
        content: one.downloads ? FILE : content(schemaOf(one.response), true),
      },
      ...problemResponses(one, problemSchema),
    },
  }
}

/** Any bytes, under any type. */
const FILE = { '*/*': { schema: { type: 'string', format: 'binary' } } }

/** What can be asked for beside the operation: see `conditions.ts`. */
function conditionParameters(one: ApiOperation) {
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  })
  return [
    ...(takesKey(one)
      ? [header('Idempotency-Key', 'Any text of your own: the same request with the same key is done once in 24 hours')]
      : []),
    ...(versionedNoun(one)
      ? [header('If-Match', 'The ETag that was read: refused where somebody changed it since')]
      : []),
  ]
}

function parametersIn(place: 'path' | 'query', schema: JsonSchema | undefined, named: JsonSchemas['named']) {
  return Object.entries(schema?.properties ?? {}).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    required: place === 'path' || isRequired(schema!, name),
    ...(description !== undefined && { description }),
    ...(property.type === 'array' && { style: 'form', explode: false }),
    schema: property,
    example: parameterExample(name, property, named),
  }))
}

/** Its default, where it has one: then the example is what is asked anyway. */
const parameterExample = (name: string, property: JsonSchema, named: JsonSchemas['named']): unknown =>
  property.default ??
  (exampleOf({ type: 'object', properties: { [name]: property }, required: [name] }, named, { all: true }) as Named)[
    name
  ]

type Named = Readonly<Record<string, unknown>>

/** In a request: what has a default may be left out. */
export const isRequired = (schema: JsonSchema, name: string): boolean =>
  (schema.required ?? []).includes(name) && schema.properties?.[name]?.default === undefined

function problemResponses(one: ApiOperation, schema: JsonSchema): Record<number, unknown> {
  const codes: readonly ProblemCode[] = [
    ...ANY_CALL,
    ...(isOpen(one) ? [] : ADMITTED_CALL),
    ...(takesKey(one) ? (['idempotency_unanswered', 'refused'] as const) : []),
    ...(versionedNoun(one) ? (['version_differs'] as const) : []),
    ...one.errors,
  ]
  const responses: Record<number, { description: string; content: unknown }> = {}
  for (const code of new Set(codes)) {
    const { status, title } = PROBLEMS[code]
    const others = responses[status] ? `${responses[status].description}; ` : ''
    responses[status] = {
      description: `${others}${title} (\`${code}\`)`,
      content: { 'application/problem+json': { schema } },
    }
  }
  return responses
}
