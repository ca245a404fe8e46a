import { text } from 'node:stream/consumers'
import type { OptionValues } from 'commander'
import { Misuse } from '../failure.ts'
import { askHidden, isInteractive } from '../prompt.ts'
import { optionName } from './flags.ts'
import type { ApiFlag } from './table.ts'

/** The secrets that were asked for, by member: a line of standard input each, or typed without being shown. */
export async function readSecrets(
  flags: readonly ApiFlag[],
  options: OptionValues,
  isThere: (member: string) => boolean,
): Promise<Record<string, string>> {
  const secrets = flags.filter(({ kind }) => kind === 'secret')
  const asked = secrets.filter((flag) => options[optionName(flag)])
  const terminal = isInteractive()
  // What the operation cannot do without is asked for where there is somebody to ask.
  const missing = terminal ? secrets.filter((one) => one.required && !asked.includes(one) && !isThere(one.member)) : []
  const wanted = [...asked, ...missing]
  if (wanted.length === 0) return {}
  if (terminal) return askEach(wanted)
  const lines = (await text(process.stdin)).split(/\r?\n/)
  return Object.fromEntries(
    wanted.map(({ flag, member }, at) => {
      const line = lines[at] ?? ''
      if (line === '') throw new Misuse(`Expected --${flag}-stdin as line ${at + 1} of standard input`)
      return [member, line]
    }),
  )
}

async function askEach(wanted: readonly ApiFlag[]): Promise<Record<string, string>> {
  const given: Record<string, string> = {}
  for (const { flag, member } of wanted) given[member] = await askHidden(`${flag}: `)
  return given
}
