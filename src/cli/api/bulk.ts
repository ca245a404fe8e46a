import { setTimeout as delay } from 'node:timers/promises'
import { type Command, Option, type OptionValues } from 'commander'
import { FAILED, Misuse, quoted } from '../failure.ts'
import { isForPeople, show } from '../output.ts'
import { makeProgress } from '../progress.ts'
import { askYesNo, isInteractive } from '../prompt.ts'
import { wholeNumber } from '../settings.ts'
import type { Door } from './asked.ts'
import { bodyFrom, withDoor } from './door.ts'
import { asApi } from './flags.ts'
import { rawUrl } from './request.ts'
import { columns } from './shown.ts'
import { kebab } from './table.ts'

const NOUNS = { 'module-queue': 'moduleQueue', services: 'services' } as const
const ACTIONS = ['retry', 'resolve', 'cancel', 'make-tasks', 'suspend', 'unsuspend', 'change-package']

/** One thing done to many, by few words. What else there is of bulk actions is made from the contract. */
export function addBulk(program: Command): void {
  const bulk = program.command('bulk').description('One thing done to many: previewed, run, watched, stopped, undone')

  chosen(bulk.command('preview'))
    .description('Count and keep exactly what matches now, for an hour; nothing is done yet')
    .action(async (options) => {
      const preview = await withDoor(options, (door) => previewOf(door, options))
      show(options, preview, () => described(preview))
      if (preview.total === 0) process.exitCode = FAILED
    })

  chosen(bulk.command('run'))
    .description('The same, and do it: asks first, then watches until the end; exit code 1 when some of it failed')
    .option('--yes', 'Do not ask')
    .option('--no-wait', 'Let it go on by itself')
    .action(async (options) => withDoor(options, (door) => run(door, options)))

  asApi(bulk.command('failures').argument('<id>', 'Of the bulk action', wholeNumber))
    .description('What failed, and why')
    .option('--limit <number>', 'How many at most', wholeNumber, 50)
    .action(async (id: number, options) => {
      const failed = (await withDoor(options, (door) =>
        ask(door, 'GET', `/${id}/items?state=failed&limit=${options.limit}`),
      )) as { items: object[]; total: number }
      const text = () =>
        failed.total === 0 ? 'Nothing failed' : columns(['id', 'name', 'code', 'words'], failed.items)
      show(options, failed, text, failed.items)
    })
}

/** What is done, to which, and why. */
const chosen = (command: Command): Command =>
  asApi(command)
    .addOption(new Option('--kind <kind>', 'Of what').choices(Object.keys(NOUNS)).makeOptionMandatory())
    .addOption(new Option('--action <action>', 'What is done to each').choices(ACTIONS).makeOptionMandatory())
    .option('--filter <name=value...>', 'To those that the list finds so, such as class=transient server=2')
    .option('--query <text>', 'The same in one text: module:cpanel class:transient')
    .option('--ids <number...>', 'To these', (value: string, before: number[] = []) => [...before, wholeNumber(value)])
    .requiredOption('--why <text>', 'For whoever reads of it later')
    .option('--note <text>', 'Of resolve and cancel: for the activity log')
    .option('--reason <text>', 'Of suspend: as clients read it')
    .option('--product-id <number>', 'Of change-package: what they get', wholeNumber)
    .option('--project-id <number>', 'Of make-tasks: where they go', wholeNumber)
    .option('--approve', 'Of retry and suspend: let pass what the brake would hold')

type Action = {
  readonly id: number
  readonly noun: string
  readonly action: string
  readonly state: string
  readonly total: number
  readonly succeeded: number
  readonly failed: number
  readonly skipped: number
  readonly waiting: number
  readonly held: string
  readonly stoppedBecause: string
}

type Preview = Action & { readonly token: string; readonly sample: readonly object[]; readonly expiresAt: string }

const NO_FLAGS = { flags: [] }

const ask = (door: Door, method: string, path: string, body?: unknown): Promise<unknown> =>
  bodyFrom(door, { method, url: rawUrl(`/bulk-actions${path}`), body }, NO_FLAGS)

async function previewOf(door: Door, options: OptionValues): Promise<Preview> {
  const { kind, action, why, note, reason, productId, projectId, approve } = options
  const body = {
    noun: NOUNS[kind as keyof typeof NOUNS],
    action: action.replace(/-(\w)/g, (_: string, letter: string) => letter.toUpperCase()),
    filter: filterOf(options),
    params: { note, reason, productId, projectId, approve },
    why,
  }
  return (await ask(door, 'POST', '', body)) as Preview
}

/** The filters as one text, which the API reads as the list does: it knows their short names. */
function filterOf({ filter = [], query, ids }: OptionValues): { q?: string; ids?: number[] } {
  const terms = (filter as string[]).map((one) => {
    const [, name, value] = /^([A-Za-z]+)=(.+)$/s.exec(one) ?? []
    if (name === undefined || value === undefined) throw new Misuse(`--filter: expected name=value, got ${quoted(one)}`)
    return `${name}:"${value.replace(/[\\"]/g, '\\$&')}"`
  })
  const q = [...(query === undefined ? [] : [query]), ...terms].join(' ')
  return { ...(q !== '' && { q }), ...(ids && { ids }) }
}

const described = ({ id, action, noun, total, sample, token }: Preview): string => {
  if (total === 0) return 'Nothing matches'
  const first = sample.length < total ? `, the first ${sample.length} of them` : ''
  return [
    `Bulk action ${id}: ${kebab(action)} of ${total} in ${kebab(noun)}${first}`,
    columns(['id', 'name'], sample),
    `Nothing is done yet: provisor bulk commit ${id} --token ${token}`,
  ].join('\n')
}

async function run(door: Door, options: OptionValues): Promise<void> {
  const preview = await previewOf(door, options)
  const { id, total, token } = preview
  if (total === 0) {
    show(options, preview, 'Nothing matches')
    process.exitCode = FAILED
    return
  }
  if (isForPeople(options)) show(options, preview, described(preview).split('\n').slice(0, -1).join('\n'))
  if (!options.yes && !(await isMeant(preview))) {
    show(options, preview, 'Nothing was done')
    process.exitCode = FAILED
    return
  }
  const begun = (await ask(door, 'POST', `/${id}/commit`, { token })) as Action
  const isWatched = options.wait && (await door.isServed())
  const seen = isWatched ? await watch(door, begun, options) : begun
  show(options, seen, () => outcome(seen))
  if (seen.failed > 0 || seen.state === 'stopped') process.exitCode = FAILED
}

async function isMeant({ action, total }: Preview): Promise<boolean> {
  if (!isInteractive()) throw new Misuse('There is no terminal to ask whether it is meant', 'Say so with --yes')
  return askYesNo(`${kebab(action)} ${total}?`)
}

const LOOK_AGAIN_MS = 100
const LOOK_SELDOM_MS = 2000

/** Tells what changes until it has ended. Ctrl-C leaves it, and it goes on. */
async function watch(door: Door, begun: Action, options: OptionValues): Promise<Action> {
  const progress = makeProgress(options)
  try {
    for (let pause = LOOK_AGAIN_MS, seen = begun; ; pause = Math.min(pause * 1.5, LOOK_SELDOM_MS)) {
      const { state, total, waiting, held } = seen
      if (state === 'done' || state === 'stopped') return seen
      progress.at(`${total - waiting} of ${total}${held && `, held: ${held}`}`, (total - waiting) / total)
      await delay(pause)
      seen = (await ask(door, 'GET', `/${seen.id}`)) as Action
    }
  } finally {
    progress.end()
  }
}

function outcome({ id, state, succeeded, failed, skipped, stoppedBecause }: Action): string {
  if (state !== 'done' && state !== 'stopped') return `Bulk action ${id} goes on by itself: provisor bulk get ${id}`
  return [
    `Bulk action ${id}: ${succeeded} succeeded, ${failed} failed, ${skipped} were passed over`,
    ...(stoppedBecause ? [`It stopped: ${stoppedBecause}`] : []),
    ...(failed > 0 ? [`Why: provisor bulk failures ${id}`] : []),
  ].join('\n')
}
