import { type Command, Option } from 'commander'
import { asLocal } from '../local.ts'
import { oneLine } from '../output.ts'
import type { ApiCommand, ApiFlag } from './table.ts'

/** A command that speaks with the API: here, or over the network. */
export const asApi = (command: Command): Command => withDoorFlags(asLocal(command))

/** Which server is asked, and as whom. */
export const withDoorFlags = (command: Command): Command =>
  command
    .option('--as <username>', 'Act as this member of staff, with their rights')
    .option('--url <url>', 'Ask the server at this address instead of the data here (PROVISOR_URL)')
    .option('--token-file <file>', 'With the token in this file; else it is in PROVISOR_TOKEN')

/** The flags of one operation: its own, and those of its kind. */
export function addFlags(command: Command, { flags, body, versioned, paged, uploads, downloads }: ApiCommand): void {
  for (const flag of flags) for (const option of optionsOf(flag)) command.addOption(option)
  if (body) addBody(command, flags)
  if (versioned) command.option('--if-version <number>', 'Only where nobody changed it since that version was read')
  if (paged) command.option('--all', 'Everything, page by page')
  if (uploads)
    command
      .requiredOption('--file <path>', 'The file to send; - is standard input')
      .option('--media-type <type>', 'What kind of file it is', 'application/octet-stream')
  if (downloads) command.requiredOption('--out <path>', 'Where the file is put; - is standard output')
}

function addBody(command: Command, flags: readonly ApiFlag[]): void {
  command
    .option('--data <file>', 'A file of JSON with members that no flag gives; - is standard input')
    .option(
      '--set <member=value>',
      'A member inside of others, such as a.b=true, as JSON or text; may be repeated',
      collect,
    )
  const clearable = flags.filter(({ nullable }) => nullable).map(({ flag }) => flag)
  if (clearable.length > 0)
    command.option('--clear <member...>', `Of these there shall be none: ${clearable.join(', ')}`)
}

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value]

function optionsOf(flag: ApiFlag): Option[] {
  const word = `--${flag.flag}`
  const about = aboutOf(flag)
  switch (flag.kind) {
    case 'boolean':
      return [new Option(word, about), new Option(`--no-${flag.flag}`, 'The opposite')]
    case 'secret':
      return [new Option(`${word}-stdin`, `${about || 'Secret'}: read from standard input, or asked for on a terminal`)]
    case 'list':
    case 'numbers':
      return [new Option(`${word} <${flag.kind === 'list' ? 'text' : 'number'}...>`, about)]
    default:
      return [new Option(`${word} <${flag.kind}>`, about)]
  }
}

function aboutOf({ about = '', choices, required }: ApiFlag): string {
  const notes = [about, choices && `one of ${choices.join(', ')}`, required && 'required']
  return oneLine(notes.filter(Boolean).join('; '))
}

/** Under which name commander keeps the value of a flag. */
export const optionName = ({ flag, kind }: ApiFlag): string =>
  new Option(`--${flag}${kind === 'secret' ? '-stdin' : ''}`).attributeName()
