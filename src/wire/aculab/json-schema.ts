/** The part of JSON Schema (draft 2020-12) that our configurations need. What is shown is what is checked. */
export type ConfigurationSchema = {
  readonly $schema?: string
  readonly title?: string
  readonly description?: string
  readonly type?: JsonType | readonly JsonType[]
  readonly enum?: readonly (string | number | null)[]
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: Pattern
  readonly minimum?: number
  readonly maximum?: number
  readonly properties?: Readonly<Record<string, ConfigurationSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: false
  readonly items?: ConfigurationSchema
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: true
  readonly default?: unknown
  readonly writeOnly?: true
}

/** Shown as JSON has it. Ours are literals, which `npm run check -- regexes` looks at. */
export type Pattern = { readonly test: (text: string) => boolean; readonly toJSON: () => string }

export const patternOf = (literal: RegExp): Pattern => ({
  test: (text) => literal.test(text),
  toJSON: () => literal.source,
})

type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object'

/** More of them help nobody. */
const MOST_FAULTS = 50

/**
 * What is wrong, a line each, as the documents print it: the dotted path, a blank, the words of the validator that the
 * vendor uses (Python's `jsonschema`), a full stop.
 */
export function validate(schema: ConfigurationSchema, value: unknown): string[] {
  const faults: string[] = []
  check(schema, value, '', faults)
  return faults
}

function check(schema: ConfigurationSchema, value: unknown, path: string, faults: string[]): void {
  const said = shownOf(schema, value)
  const fault = (words: string) => {
    if (faults.length < MOST_FAULTS) faults.push(`${path && `${path} `}${words}.`)
  }
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
  if (types.length > 0 && !types.some((type) => isOf(type, value)))
    fault(`${said} is not of type ${types.map((type) => `'${type}'`).join(' or ')}`)
  else if (schema.enum && !schema.enum.includes(value as string))
    fault(`${said} is not one of ${pythonText(schema.enum)}`)
  else if (typeof value === 'string') checkText(schema, value, said, fault)
  else if (typeof value === 'number') checkNumber(schema, value, said, fault)
  else if (Array.isArray(value)) checkList(schema, value, path, faults, fault)
  else if (isObject(value)) checkObject(schema, value, path, faults, fault)
}

type Fault = (words: string) => void

function checkText(
  { minLength = 0, maxLength, pattern }: ConfigurationSchema,
  value: string,
  said: string,
  fault: Fault,
) {
  // In code points, as JSON Schema counts; a text that is shorter in units is shorter in points too.
  const length = value.length > (maxLength ?? Infinity) * 2 ? value.length : [...value].length
  if (length < minLength) fault(`${said} is too short`)
  if (maxLength !== undefined && length > maxLength) fault(`${said} is too long`)
  if (pattern !== undefined && !pattern.test(value)) fault(`${said} does not match ${pythonText(pattern.toJSON())}`)
}

function checkNumber({ minimum, maximum }: ConfigurationSchema, value: number, said: string, fault: Fault) {
  if (minimum !== undefined && value < minimum) fault(`${said} is less than the minimum of ${minimum}`)
  if (maximum !== undefined && value > maximum) fault(`${said} is greater than the maximum of ${maximum}`)
}

function checkList(
  { items, minItems = 0, maxItems, uniqueItems }: ConfigurationSchema,
  value: readonly unknown[],
  path: string,
  faults: string[],
  fault: Fault,
): void {
  if (maxItems !== undefined && value.length > maxItems) {
    fault(`${pythonText(value)} is too long`)
    return
  }
  if (value.length < minItems) fault(`${pythonText(value)} is too short`)
  if (uniqueItems && new Set(value).size < value.length) fault(`${pythonText(value)} has non-unique elements`)
  if (items) for (const [index, item] of value.entries()) check(items, item, joined(path, String(index)), faults)
}

function checkObject(
  { properties = {}, required = [], additionalProperties }: ConfigurationSchema,
  value: Readonly<Record<string, unknown>>,
  path: string,
  faults: string[],
  fault: Fault,
): void {
  for (const name of required) if (!Object.hasOwn(value, name)) fault(`${pythonText(name)} is a required property`)
  const unknown = Object.keys(value).filter((name) => !Object.hasOwn(properties, name))
  if (additionalProperties === false && unknown.length > 0) {
    const names = unknown.slice(0, 10).map(pythonText).join(', ')
    fault(`Additional properties are not allowed (${names} ${unknown.length === 1 ? 'was' : 'were'} unexpected)`)
  }
  for (const [name, inner] of Object.entries(properties))
    if (Object.hasOwn(value, name)) check(inner, value[name], joined(path, name), faults)
}

const joined = (path: string, name: string) => (path === '' ? name : `${path}.${name}`)

function isOf(type: JsonType, value: unknown): boolean {
  switch (type) {
    case 'null':
      return value === null
    case 'array':
      return Array.isArray(value)
    case 'object':
      return isObject(value)
    case 'integer':
      return Number.isInteger(value)
    default:
      // The other names are those of `typeof`.
      return typeof value === type
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A secret is never repeated; one that is no text cannot be one. */
const shownOf = ({ writeOnly }: ConfigurationSchema, value: unknown): string =>
  writeOnly && typeof value === 'string' ? "'***'" : pythonText(value)

const MOST_SHOWN = 200

/** As Python prints a value of JSON. */
export function pythonText(value: unknown): string {
  const text = wholePythonText(value, 0)
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN).toWellFormed()}...` : text
}

function wholePythonText(value: unknown, depth: number): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object') return String(value)
  if (depth >= 3) return '...'
  // Longer ones are cut anyway.
  const inner = (item: unknown) => wholePythonText(item, depth + 1)
  if (Array.isArray(value)) return `[${value.slice(0, MOST_SHOWN).map(inner).join(', ')}]`
  const entries = Object.entries(value).slice(0, MOST_SHOWN)
  return `{${entries.map(([name, item]) => `${quoted(name)}: ${inner(item)}`).join(', ')}}`
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text
    .slice(0, MOST_SHOWN * 2)
    .replace(/[\\\p{Cc}]|'/gu, (character) => (character === quote || character !== "'" ? escapeOf(character) : "'"))
  return quote + escaped + quote
}

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\', "'": "\\'" }

const escapeOf = (character: string): string =>
  NAMED[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
