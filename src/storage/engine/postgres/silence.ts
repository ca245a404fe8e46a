import pg from 'pg'

export type SilenceTimes = {
  /** Nothing came for so long: it may be that nothing will. */
  suspiciousMs: number
  lookMs: number
  /** A connection that is well and near needs a hundredth of it. */
  probeMs: number
  /** Nobody is reached at all, over new connections neither. */
  unreachedMs: number
}

export const SILENCE: SilenceTimes = { suspiciousMs: 1000, lookMs: 400, probeMs: 1000, unreachedMs: 4000 }

/** Our own word on a connection that says nothing any more. The code is the system's for the same. */
class Silent extends Error {
  readonly code = 'ETIMEDOUT'
}

/** As PostgreSQL calls it when it keeps time itself. */
class TooLong extends Error {
  readonly code = '57014'
}

type Line = { client: pg.PoolClient; waiting: number; since: number; limitMs: number; idleSince: number }

type Parts = {
  url: string
  /** Told when a connection was found silent: its neighbours may be as well. */
  onSilent: () => void
  times: SilenceTimes
}

/**
 * Connections can die without a word: a fail-over, a firewall that forgot them. The system notices after a quarter of an
 * hour when something was sent, so we look ourselves. Where an answer is due for long, another connection asks the database
 * what it does: when it waits for us, what we sent has not arrived or its answer was lost. One timer for all of them, and
 * nothing is asked while answers come.
 */
export function makeSilenceWatch({ url, onSilent, times }: Parts) {
  const { suspiciousMs, lookMs, probeMs, unreachedMs } = times
  const lines = new Map<pg.PoolClient, Line>()
  let timer: NodeJS.Timeout | undefined
  let lookedAt = 0
  let isLooking = false

  function add(client: pg.PoolClient): void {
    lines.set(client, { client, waiting: 0, since: 0, limitMs: Number.POSITIVE_INFINITY, idleSince: 0 })
    client.once('end', () => {
      lines.delete(client)
      if (lines.size > 0) return
      clearInterval(timer)
      timer = undefined
    })
    if (timer) return
    lookedAt = performance.now()
    timer = setInterval(() => void look(), lookMs)
    timer.unref()
  }

  /** Waits for an answer, and not for ever. */
  async function answered<T>(client: pg.PoolClient, limitMs: number, answer: Promise<T>): Promise<T> {
    const line = lines.get(client)
    if (!line) return answer
    if (line.waiting++ === 0) line.since = performance.now()
    line.limitMs = limitMs
    try {
      return await answer
    } finally {
      line.waiting--
      line.since = performance.now()
    }
  }

  async function look(): Promise<void> {
    const now = performance.now()
    // A process that was held up has not listened meanwhile.
    const wasHeldUp = now - lookedAt > 2 * lookMs
    lookedAt = now
    if (isLooking || wasHeldUp) return
    const due = [...lines.values()].filter(({ waiting, since }) => waiting > 0 && now - since > suspiciousMs)
    for (const line of due)
      if (now - line.since > line.limitMs)
        end(line, new TooLong(`The database did not answer within ${line.limitMs / 1000} s`))
    if (due.length === 0) return
    isLooking = true
    try {
      await judge(due.map((line) => ({ line, since: line.since })))
    } finally {
      isLooking = false
      lookedAt = performance.now()
    }
  }

  async function judge(due: readonly { line: Line; since: number }[]): Promise<void> {
    const doing = await whatTheyDo(due.map(({ line }) => line.client))
    for (const { line, since } of due) {
      // An answer has come meanwhile.
      if (line.waiting === 0 || line.since !== since) continue
      if (doing === 'unreached') {
        if (performance.now() - since > unreachedMs) end(line, new Silent('The database cannot be reached any more'))
      } else if (doing !== 'unknown' && waitsForUs(doing.get(processOf(line.client)))) {
        // Seen twice, because an answer may just have been on its way.
        if (line.idleSince === since) {
          end(line, new Silent('The connection to the database says nothing any more'))
          onSilent()
        } else line.idleSince = since
      }
    }
  }

  /** By process of the database; unknown behind a pooler, whose numbers are its own. */
  async function whatTheyDo(clients: readonly pg.PoolClient[]): Promise<Map<number, string> | 'unknown' | 'unreached'> {
    const probe = new pg.Client({ connectionString: url, connectionTimeoutMillis: probeMs, query_timeout: probeMs })
    probe.on('error', () => {})
    try {
      await probe.connect()
      const { rows } = await probe.query<{ me: number; pid: number; state: string | null }>(
        `SELECT pg_backend_pid() AS me, pid, state FROM pg_stat_activity WHERE pid = pg_backend_pid() OR pid = ANY($1)`,
        [clients.map(processOf)],
      )
      if (rows[0]?.me !== processOf(probe)) return 'unknown'
      return new Map(rows.map(({ pid, state }) => [pid, state ?? 'unknown']))
    } catch (why) {
      // Whoever refuses a new connection is there.
      return why instanceof Error && 'severity' in why ? 'unknown' : 'unreached'
    } finally {
      cut(probe)
    }
  }

  return {
    add,
    answered,
    /** Whether it answers at all, soon. One that does not is cut. */
    async answers(client: pg.PoolClient): Promise<boolean> {
      const late = setTimeout(() => cut(client, new Silent('The connection does not answer')), probeMs)
      return client
        .query('')
        .then(
          () => true,
          () => false,
        )
        .finally(() => clearTimeout(late))
    },
    /** Those that do not even hear that they are to end. */
    cutAll(): void {
      for (const { client } of lines.values()) cut(client)
    },
  }
}

/** The driver's types hide what its documentation names. */
type Inside = { processID: number; connection: { stream: { destroy(why?: Error): void } } }

const inside = (client: pg.ClientBase) => client as unknown as Inside

const processOf = (client: pg.ClientBase): number => inside(client).processID

/** Without a good-bye, which would wait for an answer. */
export const cut = (client: pg.ClientBase, why?: Error): void => inside(client).connection.stream.destroy(why)

const end = ({ client }: Line, why: Error): void => cut(client, why)

/** No such process any more, or one that has nothing to do. */
const waitsForUs = (state: string | undefined): boolean => state === undefined || state.startsWith('idle')
