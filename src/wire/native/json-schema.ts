import * as z from 'zod'

export type JsonSchema = {
  $ref?: string
  type?: string | string[]
  format?: string
  pattern?: string
  description?: string
  default?: unknown
  const?: unknown
  enum?: readonly unknown[]
  anyOf?: JsonSchema[]
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  propertyNames?: JsonSchema
  maxLength?: number
  additionalProperties?: JsonSchema | boolean
  minimum?: number
  maximum?: number
}

/** Schemas of the contract as JSON Schema, in which those with a name refer to one another below `refs`. */
export function makeJsonSchemas(refs: string) {
  const named: Record<string, JsonSchema> = {}

  function toJsonSchema(schema: z.ZodType): JsonSchema {
    // Inside something else even the schema itself is referred to by its name.
    const { properties, $defs } = z.toJSONSchema(z.object({ schema }), {
      io: 'output',
      override: ({ jsonSchema }) => simplify(jsonSchema as JsonSchema),
    })
    for (const [name, definition] of Object.entries($defs ?? {})) named[name] = withRefs(definition as JsonSchema)
    return withRefs(properties!.schema as JsonSchema)
  }

  function withRefs<T>(part: T): T {
    return JSON.parse(JSON.stringify(part), (key, value) =>
      key === '$ref' && typeof value === 'string' ? value.replace(/^#\/\$defs\//, refs) : value,
    )
  }

  return { toJsonSchema, named }
}

export type JsonSchemas = ReturnType<typeof makeJsonSchemas>

/** Leaves out what readers do not need: the pattern beside a format, and the bounds of exact integers. */
function simplify(schema: JsonSchema): void {
  // An instant that is sent: read as milliseconds here, and text all the same.
  if (schema.format === 'date-time') schema.type = 'string'
  if (schema.format) delete schema.pattern
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  // Later versions add fields: whoever checks our answers must let them pass.
  if (schema.additionalProperties === false) delete schema.additionalProperties
  delete (schema as { id?: string }).id
}
