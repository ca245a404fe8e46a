import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface PostgresServer {
  /** Of the maintenance database; its user may do everything. */
  readonly url: string
  stop(): Promise<void>
}

export interface OwnPostgresServer extends PostgresServer {
  /** Kills it, and waits until it runs again over the same data at the same address. */
  crash(): Promise<void>
}

/**
 * Starts a PostgreSQL server of one's own, as root too. It ends with this process at the latest.
 * `durable` syncs to disk as a real one does; without it the server is only as good as the process.
 */
export async function startPostgres({ durable = false } = {}): Promise<OwnPostgresServer> {
  const program = fileURLToPath(new URL('./postgres-process.ts', import.meta.url))
  // In a group of its own, or Ctrl-C would end it before the tests that use it.
  const keeper = spawn(process.execPath, [program, ...(durable ? ['durable'] : [])], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  })
  const ended = once(keeper, 'exit')
  const urls = createInterface(keeper.stdout)[Symbol.asyncIterator]()
  const started = async (): Promise<string> => {
    const { value, done } = await urls.next()
    if (done) throw new Error('PostgreSQL for the tests could not be started; the reason is above.')
    return value
  }
  return {
    url: await started(),
    crash: async () => {
      keeper.stdin.write('crash\n')
      await started()
    },
    stop: async () => {
      keeper.stdin.end()
      await ended
    },
  }
}
