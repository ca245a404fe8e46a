import {
  COMMAND_WORDS,
  FLAG_WORDS,
  LIST_COLUMNS,
  NO_COMMAND,
  NOUN_ABOUTS,
  NOUN_WORDS,
  OWN_COMMANDS,
  SECRET_MEMBERS,
  VERB_WORDS,
} from '../../src/cli/api/names.ts'
import { type ApiCommand, type ApiFlag, kebab, PAGING } from '../../src/cli/api/table.ts'
import { versionedNoun } from '../../src/wire/native/conditions.ts'
import type { ApiOperation } from '../../src/wire/native/contract/operation.ts'
import { OPERATIONS } from '../../src/wire/native/contract.ts'
import { type JsonSchema, makeJsonSchemas } from '../../src/wire/native/json-schema.ts'
import { isRequired } from '../../src/wire/native/openapi.ts'
import { TAGS } from '../../src/wire/native/reference/tags.ts'
import { referencePage } from './lib/cli-reference.ts'

const { toJsonSchema, named } = makeJsonSchemas('')

/** The commands of the command line, as the contract has them: the command line itself never loads the contract. */
export function generate(): Record<string, string> {
  const commands = OPERATIONS.filter(({ id }) => !(id in NO_COMMAND) && !(id in OWN_COMMANDS)).map(commandOf)
  const nouns = Object.fromEntries(
    [...new Set(commands.map(({ words }) => words[0]!))].sort().map((noun) => [noun, aboutOf(noun)]),
  )
  const byNoun = Object.groupBy(commands, ({ words }) => words[0]!)
  return {
    'src/cli/api/nouns.json': jsonText(Object.entries(nouns)),
    'src/cli/api/table.json': jsonText(Object.entries(byNoun)),
    'docs/cli-reference.md': referencePage(commands, nouns),
  }
}

/** A line for each entry: what changes is seen in a comparison. */
const jsonText = (entries: readonly (readonly [string, unknown])[]): string =>
  `{\n${entries.map(([name, value]) => `${JSON.stringify(name)}: ${valueText(value)}`).join(',\n')}\n}\n`

const valueText = (value: unknown): string =>
  Array.isArray(value)
    ? `[\n${value.map((one) => JSON.stringify(one, withoutPlainFlags)).join(',\n')}\n]`
    : JSON.stringify(value)

/** Most flags are the words of their members. */
const withoutPlainFlags = (_name: string, value: unknown): unknown => {
  const { flag, ...rest } = (value ?? {}) as Partial<ApiFlag>
  return flag !== undefined && rest.member !== undefined && flag === kebab(rest.member) ? rest : value
}

function aboutOf(noun: string): string {
  const own = NOUN_ABOUTS[noun] ?? Object.entries(TAGS).find(([name]) => nounWords(name) === noun)?.[1]
  if (own === undefined) throw new Error(`The noun ${noun} says nothing of itself: see src/cli/api/names.ts`)
  return own.replace(/\.$/, '')
}

const nounWords = (noun: string): string => NOUN_WORDS[noun] ?? kebab(noun).replace(/(?<=[^s])s$/, '')

function wordsOf(id: string): string[] {
  const [noun = '', verb = ''] = id.split('.')
  return (COMMAND_WORDS[id] ?? `${nounWords(noun)} ${VERB_WORDS[verb] ?? kebab(verb)}`).split(' ')
}

function commandOf(one: ApiOperation): ApiCommand {
  const { id, method, path, summary, query, body, uploads, downloads } = one
  const flags = [
    ...flagsOf(id, query && toJsonSchema(query), 'query'),
    ...flagsOf(id, body && toJsonSchema(body), 'body'),
  ]
  requireDifferent(id, flags)
  const columns = columnsOf(one)
  const paged = flags.some(({ flag }) => flag === 'cursor')
  return {
    id,
    words: wordsOf(id),
    method,
    path,
    about: summary,
    flags: paged ? withoutPaging(id, flags) : flags,
    ...(body && { body: true }),
    ...(columns && { columns }),
    ...(paged && { paged }),
    ...(versionedNoun(one) && { versioned: true }),
    ...(uploads && { uploads: true }),
    ...(downloads && { downloads: true }),
  }
}

function flagsOf(id: string, schema: JsonSchema | undefined, place: 'query' | 'body'): ApiFlag[] {
  return Object.entries(schema?.properties ?? {}).map(([member, property]) => {
    const { kind, choices, nullable } = kindOf(member, property, place)
    const flag = FLAG_WORDS[`${id} ${member}`] ?? (place === 'query' ? FLAG_WORDS[member] : undefined) ?? kebab(member)
    const about = noteOf(property)
    return {
      flag,
      member,
      kind,
      ...(place === 'query' && { query: true }),
      ...(about && { about }),
      ...(isRequired(schema!, member) && { required: true }),
      ...(nullable && { nullable }),
      ...(choices && { choices }),
    }
  })
}

/** Of every command that is made: a member may not take their place. */
const RESERVED = new Set(
  'as clear data file help if-version json media-type out output set token-file url version data-dir database-url'.split(
    ' ',
  ),
)

function requireDifferent(id: string, flags: readonly ApiFlag[]): void {
  const words = flags.map(({ flag }) => flag)
  const wrong = words.find((word, at) => RESERVED.has(word) || word.startsWith('no-') || words.indexOf(word) !== at)
  if (wrong) throw new Error(`${id}: the flag --${wrong} needs another word, see src/cli/api/names.ts`)
}

/** They are the same of every list, and so stand in the table once. */
function withoutPaging(id: string, flags: readonly ApiFlag[]): ApiFlag[] {
  const own = flags.filter(({ flag }) => !PAGING.some((one) => one.flag === flag))
  if (own.length + PAGING.length !== flags.length) throw new Error(`${id} is paged in a way of its own`)
  return own
}

type Kind = Pick<ApiFlag, 'kind' | 'choices' | 'nullable'>

function kindOf(member: string, property: JsonSchema, place: 'query' | 'body'): Kind {
  if (place === 'body' && SECRET_MEMBERS.has(member)) return { kind: 'secret' }
  const types = typesOf(property)
  const nullable = types.some(({ type }) => type === 'null')
  const [one, ...others] = types.filter(({ type }) => type !== 'null')
  if (!one || others.length > 0) {
    const isNumber = types.every(({ type, const: value }) => type === 'number' || typeof value === 'number')
    return { kind: isNumber ? 'number' : 'json', ...(nullable && { nullable }) }
  }
  const choices = one.enum?.map(String)
  return { kind: plainKind(one), ...(nullable && { nullable }), ...(choices && { choices }) }
}

/** All that a member may be, with references followed. */
function typesOf(property: JsonSchema): JsonSchema[] {
  const schema = followed(property)
  if (schema.anyOf) return schema.anyOf.flatMap(typesOf)
  if (Array.isArray(schema.type)) return schema.type.map((type) => ({ ...schema, type }))
  return [schema]
}

function plainKind({ type, format, items, ...schema }: JsonSchema): ApiFlag['kind'] {
  if (type === 'boolean') return 'boolean'
  if (type === 'integer' || type === 'number') return 'number'
  if (format === 'date') return 'date'
  if (format === 'date-time') return 'instant'
  if (type === 'string' || schema.enum) return schema.pattern?.startsWith('^-?\\d') ? 'amount' : 'text'
  const item = type === 'array' ? followed(items ?? {}).type : undefined
  if (item === 'string') return 'list'
  return item === 'integer' || item === 'number' ? 'numbers' : 'json'
}

function followed(schema: JsonSchema): JsonSchema {
  return schema.$ref === undefined ? schema : followed({ ...named[schema.$ref], ...without(schema) })
}

const without = ({ $ref: _ref, ...schema }: JsonSchema): JsonSchema => schema

function noteOf(property: JsonSchema): string {
  const { description = property.anyOf?.find(({ description: text }) => text)?.description, default: fallback } =
    property
  const notes = [description, fallback !== undefined && typeof fallback !== 'object' && `default ${fallback}`]
  return notes.filter(Boolean).join('; ')
}

/** What a list shows of its records: who they are, how they are, since when. Undefined of what is no list. */
function columnsOf({ id, response, method }: ApiOperation): readonly string[] | undefined {
  const { items } = followed(toJsonSchema(response)).properties ?? {}
  if (method !== 'GET' || items?.type !== 'array') return undefined
  return LIST_COLUMNS[id] ?? firstColumns(followed(items.items ?? {}).properties ?? {})
}

const MOST_COLUMNS = 8

function firstColumns(properties: Record<string, JsonSchema>): string[] {
  const plain = Object.entries(properties).filter(
    ([name, property]) => name !== 'version' && !LONG.has(name) && isPlain(property),
  )
  const instants = plain.filter(([name]) => name.endsWith('At')).slice(-2)
  const states = plain.filter(([name]) => /^(state|status|active)$/.test(name))
  const others = plain.filter((one) => !one[0].endsWith('At') && !states.includes(one))
  return [...others.slice(0, MOST_COLUMNS - instants.length - states.length), ...states, ...instants].map(
    ([name]) => name,
  )
}

/** They would take the whole line. */
const LONG = new Set(
  'uuid description shortDescription headline tagline colour notes note text detail message html plain signature fault answer stringifyColumns numbers httpStatus legacyLogin'.split(
    ' ',
  ),
)

const isPlain = (property: JsonSchema): boolean => {
  const types = typesOf(property).map(({ type }) => type)
  return !types.includes('object') && !types.includes('array')
}
