import pg from 'pg'
import type { Listen } from '../../jobs/worker.ts'
import { CHANNEL } from './lanes.ts'

const AGAIN_MS = 5000

/**
 * Hears of work on other nodes at once. Needs a direct connection to PostgreSQL, since poolers forget who listens. While
 * it has none it tries again, and workers find their work by looking.
 */
export function listenForJobs(url: string, onFault: (fault: unknown) => void): Listen {
  return async (heard) => {
    let client: pg.Client | undefined
    let again: NodeJS.Timeout | undefined
    let stopped = false

    function lose(lost: pg.Client): void {
      if (stopped || client !== lost) return
      client = undefined
      again = setTimeout(() => void connect(), AGAIN_MS)
    }

    async function connect(): Promise<void> {
      const fresh = new pg.Client({ connectionString: url, application_name: 'provisor jobs', keepAlive: true })
      client = fresh
      fresh.on('notification', heard)
      fresh.on('error', () => lose(fresh))
      fresh.on('end', () => lose(fresh))
      try {
        await fresh.connect()
        await fresh.query(`LISTEN ${CHANNEL}`)
        // What was told while nobody listened.
        heard()
      } catch (fault) {
        onFault(fault)
        lose(fresh)
        await fresh.end().catch(() => {})
      }
    }

    await connect()
    return {
      async stop() {
        stopped = true
        clearTimeout(again)
        await client?.end().catch(() => {})
      },
    }
  }
}
