import * as z from 'zod'
import { inSlices, type SlicePace, type Slices } from '../codec/slices.ts'

/** Members that are checked in one go: a millisecond or two. */
const PART = 1000
/** Nobody reads more of them. */
const MOST_ISSUES = 100

type Checked = { data?: unknown; issues: readonly z.core.$ZodIssue[] }

/** What the schema makes of a body; a long list in it is checked part by part, so that others have their turns meanwhile. */
export async function checkBody(schema: z.ZodType, body: unknown, pace?: SlicePace): Promise<Checked> {
  const list = schema instanceof z.ZodObject ? longList(schema, body) : undefined
  if (list) return inSlices(inParts(schema, body as object, list), pace)
  const { data, error } = schema.safeParse(body)
  return { data, issues: error?.issues ?? [] }
}

type List = { name: string; schema: z.ZodArray; members: readonly unknown[] }

/** The first that is long: no body has two. */
function longList({ shape }: z.ZodObject, body: unknown): List | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  for (const [name, schema] of Object.entries(shape)) {
    const members = Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : undefined
    if (Array.isArray(members) && members.length > PART && schema instanceof z.ZodArray)
      return { name, schema, members }
  }
  return undefined
}

function longestOf({ def }: z.ZodArray): number {
  const checks = (def.checks ?? []).map((check) => check._zod.def as z.core.$ZodCheckMaxLengthDef)
  return checks.find(({ check }) => check === 'max_length')?.maximum ?? Infinity
}

function* inParts(schema: z.ZodType, body: object, { name, schema: whole, members }: List): Slices<Checked> {
  // Of one that is too long nothing else is told.
  const maximum = longestOf(whole)
  if (members.length > maximum) {
    const message = `Too big: expected array to have <=${maximum} items`
    return {
      issues: [{ code: 'too_big', origin: 'array', maximum, inclusive: true, input: members, path: [name], message }],
    }
  }
  const first = schema.safeParse({ ...body, [name]: members.slice(0, PART) })
  const data: Record<string, unknown> = { ...(first.data as object | undefined) }
  const taken = [...((data[name] as unknown[] | undefined) ?? [])]
  const issues = [...(first.error?.issues ?? [])]
  const part = z.array(whole.element)
  for (let from = PART; from < members.length && issues.length < MOST_ISSUES; from += PART) {
    yield
    const checked = part.safeParse(members.slice(from, from + PART))
    if (checked.success) for (const member of checked.data) taken.push(member)
    else issues.push(...checked.error.issues.map((issue) => ({ ...issue, path: moved(issue.path, name, from) })))
  }
  return { data: { ...data, [name]: taken }, issues }
}

const moved = ([index, ...rest]: readonly PropertyKey[], name: string, from: number): PropertyKey[] => [
  name,
  from + Number(index),
  ...rest,
]
