import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface PostgresServer {
  /** Of the maintenance database; its user may do everything. */
  readonly url: string
  stop(): Promise<void>
}

/**
 * Starts a PostgreSQL server of one's own, as root too. It ends with this process at the latest.
 * `durable` syncs to disk as a real one does; without it the server is only as good as the process.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const program = fileURLToPath(new URL('./postgres-process.ts', import.meta.url))
  // In a group of its own, or Ctrl-C would end it before the tests that use it.
  const keeper = spawn(process.execPath, [program, ...(durable ? ['durable'] : [])], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  })
  const ended = once(keeper, 'exit')
  for await (const url of createInterface(keeper.stdout)) {
    return {
      url,
      stop: async () => {
        keeper.stdin.end()
        await ended
      },
    }
  }
  throw new Error('PostgreSQL for the tests could not be started; the reason is above.')
}
