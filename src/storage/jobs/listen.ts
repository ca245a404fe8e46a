import pg from 'pg'
import { makeInterval } from '../../base/interval.ts'
import type { Listen } from '../../jobs/worker.ts'
import { cut } from '../engine/postgres/silence.ts'
import { CHANNEL } from './lanes.ts'

const AGAIN_MS = 5000
/** A connection that dies without a word is found within these two. */
const ASK_MS = 3000
const ANSWER_MS = 2000

type Times = { askMs?: number; answerMs?: number }

/**
 * Hears of work on other nodes at once. Needs a direct connection to PostgreSQL, since poolers forget who listens. While
 * it has none it tries again, and workers find their work by looking. Nobody who only listens notices that the other end
 * is gone, so it is asked every few seconds.
 */
export function listenForJobs(
  url: string,
  onFault: (fault: unknown) => void,
  { askMs = ASK_MS, answerMs = ANSWER_MS }: Times = {},
): Listen {
  return async (heard) => {
    let client: pg.Client | undefined
    let again: NodeJS.Timeout | undefined
    let connecting: Promise<void> | undefined
    let stopped = false
    const asking = makeInterval(ask)

    function lose(lost: pg.Client, againMs = AGAIN_MS): void {
      if (stopped || client !== lost) return
      client = undefined
      again = setTimeout(() => {
        connecting = connect()
      }, againMs)
    }

    async function connect(): Promise<void> {
      const fresh = new pg.Client({
        connectionString: url,
        application_name: 'provisor jobs',
        keepAlive: true,
        connectionTimeoutMillis: answerMs,
        query_timeout: answerMs,
      })
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
        if (!stopped) onFault(fault)
        lose(fresh)
        await end(fresh)
      }
    }

    /** One that says nothing is thrown away, and there is another at once. */
    async function ask(): Promise<void> {
      await connecting
      const asked = client
      if (!asked) return
      await asked.query('SELECT 1').catch(() => {
        lose(asked, 0)
        cut(asked)
      })
    }

    connecting = connect()
    await connecting
    asking.start(askMs, onFault)
    return {
      async stop() {
        stopped = true
        clearTimeout(again)
        const open = client
        await asking.stop()
        await connecting
        if (open) await end(open)
      },
    }

    /** Whoever is silent does not answer the good-bye either. */
    async function end(open: pg.Client): Promise<void> {
      const late = setTimeout(() => cut(open), answerMs)
      await open.end().catch(() => {})
      clearTimeout(late)
    }
  }
}
