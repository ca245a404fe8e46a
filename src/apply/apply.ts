import { isDeepStrictEqual } from 'node:util'
import { Refusal } from '../base/refusal.ts'
import { MASK } from '../base/secrets/sealed.ts'
import type { Opened } from '../open.ts'
import { type ParsedItem, parseSetup, without } from './parse.ts'
import { type Path, SetupRefused } from './problems.ts'
import { keepSecretParts, maskSecretParts } from './secret-parts.ts'
import type { OpenSection, Section, Setup } from './section.ts'
import { SECTIONS } from './sections.ts'

type Change = {
  section: string
  /** The natural key. */
  name: string
  what: 'added' | 'changed'
  /** What a change changes: before and after. */
  fields: Record<string, readonly [unknown, unknown]>
}

export type Applied = { changes: Change[]; unchanged: number }

export type ApplyOptions = {
  /** Values that the file may name with `passwordFrom: env:…`. */
  environment?: Readonly<Record<string, string>>
  /** Find out what would change, and write nothing. */
  dryRun?: boolean
}

/**
 * Brings the installation to what the file says, through the same verbs as every face. All of it is one transaction:
 * applied as a whole, or refused with every problem named. A second time changes nothing.
 */
export async function applySetup(
  provisor: Opened,
  text: string,
  { environment = {}, dryRun = false }: ApplyOptions = {},
): Promise<Applied> {
  const { items, problems, problemAt } = parseSetup(text, environment)
  try {
    return await provisor.transaction(async (tx) => {
      const domain = provisor.domainOver({ read: tx, transaction: (work) => work(tx) })
      const setup: Setup = { domain, stores: tx, secrets: provisor.secrets }
      const applied: Applied = { changes: [], unchanged: 0 }
      for (const section of SECTIONS) {
        const wanted = items.get(section.name)
        if (wanted)
          await applySection(section, wanted, setup, applied, (path, why) => problems.push(problemAt(path, why)))
      }
      if (problems.length > 0) throw new SetupRefused(problems)
      if (dryRun) throw new WouldApply(applied)
      return applied
    })
  } catch (failure) {
    if (failure instanceof WouldApply) return failure.applied
    throw failure
  }
}

/** Thrown to take everything back. */
class WouldApply extends Error {
  readonly applied: Applied
  constructor(applied: Applied) {
    super('dry run')
    this.applied = applied
  }
}

type Item = Record<string, unknown>

async function applySection(
  section: Section,
  wanted: readonly ParsedItem[],
  setup: Setup,
  applied: Applied,
  problem: (path: Path, message: string) => void,
): Promise<void> {
  const opened = await section.open(setup)
  const present = Map.groupBy(opened.present, ({ item }) => section.keyOf(item))
  const seen = new Map<string, number>()
  for (const { index, item, wrong } of wanted) {
    const key = section.keyOf(item)
    const place = section.single ? [section.name] : [section.name, index]
    const nth = seen.get(key) ?? 0
    seen.set(key, nth + 1)
    if (nth > 0 && !section.repeats) {
      problem(place, `${key} is in the list twice`)
      continue
    }
    const there = present.get(key)?.[nth]
    const lacking = there ? [] : (section.required ?? []).filter((field) => item[field] === undefined)
    for (const field of lacking.filter((name) => !wrong.includes(name)))
      problem([...place, field], 'Expected for one that is not there yet')
    if (lacking.length > 0) continue
    const refused = (path: Path, why: string) => problem([...place, ...path], why)
    const change = await tryItem(section, item, (given) => applyItem(section, setup, opened, there, given), refused)
    if (change) applied.changes.push({ section: section.name, name: key, ...change })
    else applied.unchanged++
  }
}

/** Tries an item, and what is left of it when a field is refused: so every problem of it is told at once. */
async function tryItem<T>(
  { item, required = [] }: Section,
  given: Item,
  work: (left: Item) => Promise<T>,
  refused: (path: Path, message: string) => void,
): Promise<T | undefined> {
  for (let left = given; ; ) {
    try {
      return await work(left)
    } catch (failure) {
      // A conflict has ended the transaction.
      if (!(failure instanceof Refusal) || failure.code === 'conflict') throw failure
      const field = String(failure.facts.field ?? '')
      refused(field in left ? [field] : [], failure.message)
      const rest = without(left, [field])
      if (!(field in left) || required.includes(field) || !item.safeParse(rest).success) return undefined
      left = rest
    }
  }
}

async function applyItem(
  section: Section,
  { domain: { catalog } }: Setup,
  opened: OpenSection<Item>,
  present: OpenSection<Item>['present'][number] | undefined,
  given: Item,
): Promise<Pick<Change, 'what' | 'fields'> | undefined> {
  const { secrets = [], fixed = [] } = section
  if (!present) {
    return (await opened.add(given)) === false ? undefined : { what: 'added', fields: {} }
  }
  const wanted = keepSecretParts(section, catalog.secretSettings, present.item, given)
  const names: string[] = []
  for (const [name, value] of Object.entries(wanted)) {
    if (value === undefined || fixed.includes(name) || isDeepStrictEqual(present.item[name], value)) continue
    if (opened.holds && secrets.includes(name) && (await opened.holds(present.id, name, String(value)))) continue
    names.push(name)
  }
  if (names.length === 0) return undefined
  await opened.change(present.id, Object.fromEntries(names.map((name) => [name, wanted[name]])), wanted)
  const part = (item: Item, name: string) =>
    maskSecretParts(section, catalog.secretSettings, { ...present.item, ...item }, name)
  const shown = (name: string) =>
    secrets.includes(name) ? ([MASK, MASK] as const) : ([part(present.item, name), part(wanted, name)] as const)
  return { what: 'changed', fields: Object.fromEntries(names.map((name) => [name, shown(name)])) }
}
