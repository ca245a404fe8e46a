import { isCollection, isMap, isScalar, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml'
import * as z from 'zod'
import { type Path, pathText, type SetupProblem, SetupRefused } from './problems.ts'
import type { Section } from './section.ts'
import { SECTIONS } from './sections.ts'

export type Parsed = {
  /** By section. Of a section that the file does not have there is nothing. */
  items: ReadonlyMap<string, readonly Record<string, unknown>[]>
  problemAt(path: Path, message: string): SetupProblem
}

const LARGEST = 4 * 1024 * 1024

/** Reads a setup file (YAML 1.2, so JSON too). `environment` has the values that it names with `passwordFrom: env:…`. */
export function parseSetup(text: string, environment: Readonly<Record<string, string>>): Parsed {
  const { content, problemAt, problems } = readYaml(text)
  if (problems.length > 0) throw new SetupRefused(problems)
  const problem = (path: Path, message: string) => problems.push(problemAt(path, message))
  const resolved = resolveSecrets(content, environment, problem)
  const checked = fileSchema.safeParse(resolved)
  if (!checked.success) for (const issue of checked.error.issues) tell(issue, problem)
  if (!checked.success || problems.length > 0) throw new SetupRefused(problems)
  const present = Object.entries(checked.data).filter(([, items]) => items)
  return { items: new Map(present as [string, Record<string, unknown>[]][]), problemAt }
}

/** Each section as a list of its items. */
const fileSchema = z.strictObject(
  Object.fromEntries(
    SECTIONS.map(({ name, item, single }) => [
      name,
      single ? item.nullish().transform((one) => (one ? [one] : [])) : z.array(item).nullish(),
    ]),
  ),
)

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
