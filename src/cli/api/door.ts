import type { OptionValues } from 'commander'
import { remoteServer } from '../../config.ts'
import { connect } from '../../local/connect.ts'
import { Misuse } from '../failure.ts'
import { configOf } from '../settings.ts'
import type { Asked, Door } from './asked.ts'
import { refusalOf } from './problem.ts'
import type { ApiCommand } from './table.ts'

/** Opens the way for one command, and closes it whatever happens. */
export async function withDoor<T>(options: OptionValues, work: (door: Door) => Promise<T>): Promise<T> {
  const door = await openDoor(options)
  try {
    return await work(door)
  } finally {
    await door.close()
  }
}

async function openDoor(options: OptionValues): Promise<Door> {
  const url = serverMeant(options)
  if (url === undefined) return localDoor(options)
  const { openRemote } = await import('./remote.ts')
  return openRemote(url, options.tokenFile)
}

/** The address of the server that is asked over the network; undefined where the data here is meant. */
export function serverMeant(options: OptionValues): string | undefined {
  const url: string | undefined = options.url ?? remoteServer().url
  if (url === undefined) {
    if (options.tokenFile !== undefined) throw new Misuse('A token is for a server: name it with --url')
    return undefined
  }
  if (options.as !== undefined) throw new Misuse('Over the network the token says who you are: leave --as out')
  if (options.dataDir !== undefined || options.databaseUrl !== undefined)
    throw new Misuse('Either the data here or the server at --url')
  return url
}

function localDoor(options: OptionValues): Door {
  const config = configOf(options)
  const local = connect(config)
  return {
    // A database of its own may have servers elsewhere.
    isServed: async () => config.databaseUrl !== '' || (await local.run('hello', {})).pid !== process.pid,
    ask: (asked) => local.run('api.call', { ...asked, as: options.as }),
    close: () => local.close(),
  }
}

/** What is answered; throws what the API refuses. */
export async function bodyFrom(door: Door, asked: Asked, command: Pick<ApiCommand, 'flags'>): Promise<unknown> {
  const answered = await door.ask(asked)
  if ('problem' in answered) throw refusalOf(answered.problem, command)
  return 'body' in answered ? answered.body : answered.file
}
