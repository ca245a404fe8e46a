import { isCollection, isMap, isScalar, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml'
import type * as z from 'zod'
import { type Path, pathText, type SetupProblem, SetupRefused } from './problems.ts'
import type { Section } from './section.ts'
import { SECTIONS } from './sections.ts'

/** One item of the file, at its place in the list, and the fields that cannot be meant so: they are left out of it. */
export type ParsedItem = {
  readonly index: number
  readonly item: Record<string, unknown>
  readonly wrong: readonly string[]
}

export type Parsed = {
  /** By section. Of a section that the file does not have there is nothing. */
  items: ReadonlyMap<string, readonly ParsedItem[]>
  /** What is wrong so far. What is right is tried all the same, so that everything is told at once. */
  problems: SetupProblem[]
  problemAt(path: Path, message: string): SetupProblem
}

const LARGEST = 4 * 1024 * 1024

/** Reads a setup file (YAML 1.2, so JSON too). `environment` has the values that it names with `passwordFrom: env:…`. */
export function parseSetup(text: string, environment: Readonly<Record<string, string>>): Parsed {
  const { content, problemAt, problems } = readYaml(text)
  if (problems.length > 0) throw new SetupRefused(problems)
  const problem = (path: Path, message: string) => problems.push(problemAt(path, message))
  const resolved = resolveSecrets(content, environment, problem)
  const items = new Map<string, ParsedItem[]>()
  if (!isRecord(resolved)) problem([], 'Expected sections, such as servers:')
  else
    for (const [name, given] of Object.entries(resolved)) {
      const section = SECTIONS.find((one) => one.name === name)
      if (!section) problem([name], 'There is no such key')
      else if (given !== null && given !== undefined) items.set(name, parseSection(section, given, problem))
    }
  return { items, problems, problemAt }
}

function parseSection(section: Section, given: unknown, problem: Tell): ParsedItem[] {
  const { name, single } = section
  const list = single ? [given] : given
  if (!Array.isArray(list)) {
    problem([name], 'Expected a list')
    return []
  }
  return list.flatMap((one, index) => {
    const item = parseItem(section, one, (path, message) =>
      problem(single ? [name, ...path] : [name, index, ...path], message),
    )
    return item ? [{ index, ...item }] : []
  })
}

/** Nothing where it cannot be said what the item is; all that is wrong with it is told. */
function parseItem({ item }: Section, given: unknown, problem: Tell): Omit<ParsedItem, 'index'> | undefined {
  const wrong = new Set<string>()
  // What hides behind what is wrong is seen once that is taken away; each round takes away a field at least.
  for (let left = given; ; ) {
    const checked = item.safeParse(left)
    if (checked.success) return { item: checked.data, wrong: [...wrong] }
    const issues = checked.error.issues.filter((issue) => !fieldsOf(issue).some((field) => wrong.has(field)))
    for (const issue of issues) tell(issue, problem)
    const fields = issues.flatMap(fieldsOf)
    // Where a field is lacking that it is told by, or it is wrong as a whole, nothing is left to be tried.
    if (!isRecord(left) || fields.length === 0 || !fields.every((field) => Object.hasOwn(left as object, field)))
      return undefined
    left = without(left, fields)
    for (const field of fields) wrong.add(field)
  }
}

const fieldsOf = (issue: z.core.$ZodIssue): string[] =>
  issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : issue.path.slice(0, 1).map(String)

export const without = (item: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).filter(([field]) => !fields.includes(field)))

function readYaml(text: string) {
  if (Buffer.byteLength(text) > LARGEST) throw onlyProblem(`The file is larger than ${LARGEST} bytes`)
  const lines = new LineCounter()
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: 'core' })
    const problemAt = (path: Path, message: string): SetupProblem => ({
      line: lineOf(document.contents, path, lines),
      path: pathText(path),
      message,
    })
    // After the first few, what a parser says is about its own confusion.
    const faults = [...document.errors, ...document.warnings].slice(0, 10)
    const problems = faults.map(({ pos: [start], message }) => ({
      line: lines.linePos(start).line,
      path: '',
      message,
    }))
    // Aliases may stand for each other and grow without end.
    const content: unknown = problems.length > 0 ? {} : (document.toJS({ maxAliasCount: 100 }) ?? {})
    return { content, problemAt, problems }
  } catch (failure) {
    // A file that is nested thousands of levels deep, or made of aliases of aliases.
    throw onlyProblem(`The file cannot be read: ${failure instanceof Error ? failure.message : failure}`)
  }
}

const onlyProblem = (message: string) => new SetupRefused([{ line: 0, path: '', message }])

/** Where this path is, or the nearest thing around it. */
function lineOf(root: ParsedNode | null, path: Path, lines: LineCounter): number {
  let node: Node | null = root
  let offset = root?.range[0] ?? 0
  for (const key of path) {
    if (!isCollection(node)) break
    const pair = isMap(node) ? node.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined
    const inner = (pair ? pair.value : node.get(key, true)) as Node | null | undefined
    offset = (isScalar(pair?.key) ? pair.key.range?.[0] : inner?.range?.[0]) ?? offset
    node = inner ?? null
  }
  return lines.linePos(offset).line
}

type Tell = (path: Path, message: string) => void

function tell(issue: z.core.$ZodIssue, problem: Tell): void {
  const path = issue.path as Path
  if (issue.code === 'unrecognized_keys') for (const key of issue.keys) problem([...path, key], 'There is no such key')
  else problem(path, issue.message)
}

/** Puts the value of an environment variable where the file names one. */
function resolveSecrets(content: unknown, environment: Readonly<Record<string, string>>, problem: Tell): unknown {
  if (!isRecord(content)) return content
  const resolved: Record<string, unknown> = { ...content }
  for (const section of SECTIONS) {
    const { name, secrets, secretParts, single } = section
    const items = content[name]
    if (!secrets && !secretParts) continue
    if (single) resolved[name] = resolveItem(section, items, [name])
    else if (Array.isArray(items))
      resolved[name] = items.map((item, index) => resolveItem(section, item, [name, index]))
  }
  return resolved

  function resolveItem({ secrets = [], secretParts }: Section, item: unknown, path: Path): unknown {
    if (!isRecord(item)) return item
    const filled = resolveNamed(item, secrets, path)
    const parts = secretParts && filled[secretParts.field]
    if (secretParts && isRecord(parts)) {
      // Which of them are secret depends on the module, so any of them may come from the environment.
      const named = Object.entries(parts).flatMap(([name, value]) =>
        name.endsWith('From') && /^env:/.test(String(value)) ? [name.slice(0, -'From'.length)] : [],
      )
      filled[secretParts.field] = resolveNamed(parts, named, [...path, secretParts.field])
    }
    return filled
  }

  function resolveNamed(item: Record<string, unknown>, secrets: readonly string[], path: Path) {
    const filled = { ...item }
    for (const secret of secrets) {
      const source = filled[`${secret}From`]
      if (source === undefined) continue
      delete filled[`${secret}From`]
      const [, variable] = /^env:([A-Za-z_]\w*)$/.exec(String(source)) ?? []
      const here = [...path, `${secret}From`]
      const value = variable === undefined ? undefined : environment[variable]
      if (variable === undefined) problem(here, `Expected env:NAME, got ${JSON.stringify(source)}`)
      else if (filled[secret] !== undefined) problem(here, `There is ${secret} as well`)
      else if (value === undefined) problem(here, `The environment has no ${variable}`)
      // In case of a problem something stands there, so that it is not missed a second time.
      filled[secret] ??= value ?? ''
    }
    return filled
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
