import type { Command, OptionValues } from 'commander'
import { remoteServer } from '../config.ts'
import { connect, type Local, type LocalOptions } from '../local/connect.ts'
import { Misuse } from './failure.ts'
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
  requireHere(options)
  const local = connect(configOf(options), localOptions)
  try {
    return await work(local)
  } finally {
    await local.close()
  }
}

/** Who works with a server elsewhere would take what is here for what is there. */
export function requireHere({ dataDir, databaseUrl }: OptionValues): void {
  const { url } = remoteServer()
  if (url === undefined || dataDir !== undefined || databaseUrl !== undefined) return
  throw new Misuse(
    `This command works on the data here alone, and PROVISOR_URL names a server (${url}): name the data with --data-dir or --database-url, or unset it`,
  )
}
