import type { Command, OptionValues } from 'commander'
import { connect, type Local, type LocalOptions } from '../local/connect.ts'
import { FORMATS, withOutput } from './output.ts'
import { addSettings, configOf, WHERE } from './settings.ts'

/** A command that works on the data, beside a running server or without one. `NO_TABLE` for what CSV cannot hold. */
export const asLocal = (command: Command, formats: Parameters<typeof withOutput>[1] = FORMATS): Command =>
  withOutput(addSettings(command, WHERE), formats)

/** Opens the way to the data for one command, and closes it whatever happens. */
export async function withLocal<T>(
  options: OptionValues,
  work: (local: Local) => Promise<T>,
  localOptions?: LocalOptions,
): Promise<T> {
  const local = connect(configOf(options), localOptions)
  try {
    return await work(local)
  } finally {
    await local.close()
  }
}
