import { once } from 'node:events'
import type { OptionValues } from 'commander'
import { FAILED, Misuse } from '../failure.ts'
import { isForPeople, show, showEach } from '../output.ts'
import type { Asked, Door } from './asked.ts'
import { bodyFrom, withDoor } from './door.ts'
import { fileName, withFile, withOut } from './files.ts'
import { optionName } from './flags.ts'
import { type ApiPage, pagesOf } from './pages.ts'
import { bodyOf, looksFor, urlOf } from './request.ts'
import { columns, record } from './shown.ts'
import type { ApiCommand } from './table.ts'

/** Runs one command that was made from the contract, and prints what is answered. */
export async function perform(command: ApiCommand, given: readonly string[], options: OptionValues): Promise<void> {
  if (command.uploads) return upload(command, given, options)
  const url = urlOf(command, given, options)
  const body = command.body ? await bodyOf(command, options) : undefined
  const asked = { method: command.method, url, body, ifMatch: ifMatchOf(options) }
  await withDoor(options, async (door) => {
    if (command.downloads) return download(command, door, asked, options)
    if (command.paged && options.all) return printAll(command, door, url, options)
    print(command, given, options, await bodyFrom(door, asked, command))
  })
}

function ifMatchOf({ ifVersion }: OptionValues): string | undefined {
  if (ifVersion === undefined) return undefined
  if (!/^\d{1,15}$/.test(ifVersion)) throw new Misuse('Expected a whole number as --if-version')
  return `"${ifVersion}"`
}

async function upload(command: ApiCommand, given: readonly string[], options: OptionValues): Promise<void> {
  const { file, mediaType } = options
  const name = command.flags.find(({ member }) => member === 'filename')
  const filled = name ? { [optionName(name)]: fileName(file), ...options } : options
  const url = urlOf(command, given, filled)
  const answer = await withFile(file, (path) =>
    withDoor(options, (door) => bodyFrom(door, { method: command.method, url, upload: { path, mediaType } }, command)),
  )
  print(command, given, options, answer)
}

async function download(command: ApiCommand, door: Door, asked: Asked, options: OptionValues): Promise<void> {
  const file = await withOut(options.out, (out) => bodyFrom(door, { ...asked, out }, command))
  if (options.out !== '-') show(options, file, `${options.out} was written`)
}

function print(command: ApiCommand, given: readonly string[], options: OptionValues, answer: unknown): void {
  if (!command.columns) {
    show(options, answer, () => readable(command, given, answer))
    if (saysNo(answer)) process.exitCode = FAILED
    return
  }
  const { items } = answer as ApiPage
  const text = () => (items.length === 0 ? nothing(command, options) : columns(columnsOf(command, options), items))
  show(options, answer, text, items as object[])
  if (items.length === 0 && looksFor(command, options)) process.exitCode = FAILED
}

const nothing = (command: ApiCommand, options: OptionValues): string =>
  looksFor(command, options) ? 'Nothing matches' : 'There are none'

const columnsOf = ({ columns: names }: ApiCommand, { fields }: OptionValues): readonly string[] =>
  typeof fields === 'string' ? fields.split(',') : names!

/** Page by page, so that no more than one is in memory. */
async function printAll(command: ApiCommand, door: Door, url: string, options: OptionValues): Promise<void> {
  const ask = async (at: string) => (await bodyFrom(door, { method: command.method, url: at }, command)) as ApiPage
  const each = showEach(options)
  let found = 0
  for await (const { items } of pagesOf(url, ask)) {
    if (isForPeople(options)) showRows(columns(columnsOf(command, options), items), found === 0)
    else for (const item of items) each(item as object, () => '')
    found += items.length
    // Who reads may be slow.
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain')
  }
  if (found === 0 && isForPeople(options)) show(options, undefined, nothing(command, options))
  if (found === 0 && looksFor(command, options)) process.exitCode = FAILED
}

/** The heading stands over the first page. */
const showRows = (text: string, isFirst: boolean): void => {
  const rest = isFirst ? text : text.slice(text.indexOf('\n') + 1)
  if (text.includes('\n')) show({}, undefined, rest)
}

const DONE: Readonly<Record<string, string>> = { create: 'created', update: 'changed', delete: 'deleted' }

/** A record as it is; of what answers a number alone, what became of it. */
function readable({ words }: ApiCommand, given: readonly string[], answer: unknown): string {
  const members = Object.keys((answer ?? {}) as object)
  if (members.length > 1 || (members.length === 1 && members[0] !== 'id')) return record(answer)
  const { id = given.join(' ') } = (answer ?? {}) as { id?: number | string }
  const verb = words.at(-1)!
  const noun = words.slice(0, -1).join(' ')
  const subject = `${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${id}`
  return verb in DONE ? `${subject} was ${DONE[verb]}` : `${subject}: ${verb} is done`
}

/** A trial that was carried out and did not succeed. */
const saysNo = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  (('answers' in answer && answer.answers === false) || ('delivered' in answer && answer.delivered === false))
