import { type Command, InvalidArgumentError, type OptionValues } from 'commander'
import { type Config, envName, type GivenSettings, parseConfig, type SettingName } from '../config.ts'
import { SETTINGS } from '../settings.ts'

/** What a command needs in order to find the data. */
export const WHERE = ['dataDir', 'databaseUrl'] as const satisfies SettingName[]

/** Those that may stand on a command line. A secret there would be seen by everybody who lists processes. */
export const FLAGS = (Object.keys(SETTINGS) as SettingName[]).filter((name) => !('hidden' in SETTINGS[name]))

const namesOf = new WeakMap<Command, readonly SettingName[]>()

/** The settings of which a command has flags. */
export const settingsOf = (command: Command): readonly SettingName[] => namesOf.get(command) ?? []

/** Gives a command the flags of these settings. */
export function addSettings(command: Command, names: readonly SettingName[]): Command {
  namesOf.set(command, names)
  for (const name of names) {
    const { flag, kind, about, default: fallback } = SETTINGS[name]
    const value = kind === 'flag' ? '' : kind === 'number' ? ' <number>' : ' <value>'
    const shown = fallback === '' || fallback === false ? '' : `, default: ${fallback}`
    command.option(`--${flag}${value}`, `${about} (${envName(name)}${shown})`)
  }
  return command
}

/** The settings of a command: its flags, else the environment, else the defaults. */
export function configOf(options: OptionValues): Config {
  const given: GivenSettings = {}
  for (const name of FLAGS) given[name] = options[name]
  return parseConfig(given)
}

/** For options that are numbers; commander says which option it was. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Expected a whole number.')
  return Number(text)
}
