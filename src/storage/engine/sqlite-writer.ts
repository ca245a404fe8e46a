import type SQLite from 'better-sqlite3'
import { StorageFault, troubleIn } from '../../base/fault.ts'
import type { DatabaseLoad } from '../../base/measuring/database-load.ts'
import { makeRecentMost } from '../../base/measuring/recent-most.ts'
import type { Queries } from './database.ts'
import { asTransaction } from './transaction-scope.ts'

/** What is told of how long transactions wait is about the last one to two of these. */
const LATELY_MS = 60_000
/** Enough to share one sync among all that wait, small enough that nobody waits long for strangers. */
const GROUP_LIMIT = 64

type Turn = {
  readonly since: number
  run: (queries: Queries) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (why: unknown) => void
}

/**
 * Group commit: the transactions that wait run one after the other, each in its savepoint, and share one COMMIT and so
 * one sync to disk. One that fails rolls back alone. Nobody hears of success before the COMMIT returned.
 */
export function makeWriter(connection: SQLite.Database, queries: Queries, requireFiles = () => {}) {
  const waiting: Turn[] = []
  let running: Promise<void> | undefined
  const longest = makeRecentMost(LATELY_MS)
  let stopped = false

  function transaction<T>(run: (queries: Queries) => Promise<T>): Promise<T> {
    if (stopped) return Promise.reject(new StorageFault('Writing', 'lost', { hint: 'the database is closed' }))
    return new Promise<T>((resolve, reject) => {
      waiting.push({ since: performance.now(), run, resolve: resolve as (value: unknown) => void, reject })
      running ??= drain()
    })
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      // A turn of the event loop, so that the requests that arrived during the last sync share the next one.
      await new Promise(setImmediate)
      await commitGroup(waiting.splice(0, GROUP_LIMIT))
    }
    running = undefined
  }

  async function commitGroup(group: Turn[]): Promise<void> {
    const settle: (() => void)[] = []
    try {
      connection.exec('BEGIN IMMEDIATE')
      for (const turn of group) settle.push(await runTurn(turn, group.length === 1))
      connection.exec('COMMIT')
      requireFiles()
    } catch (cause) {
      if (connection.inTransaction) connection.exec('ROLLBACK')
      const fault = new StorageFault('Writing to the database', troubleIn(cause) ?? 'disk', { cause })
      for (const turn of group) turn.reject(fault)
      return
    }
    for (const tell of settle) tell()
  }

  /** One that is alone needs no savepoint, which remembers every page that changes, in memory. */
  async function runTurn(turn: Turn, alone: boolean): Promise<() => void> {
    longest.add(performance.now() - turn.since)
    if (!alone) connection.exec('SAVEPOINT turn')
    try {
      const value = await asTransaction(() => turn.run(queries))
      if (!alone) connection.exec('RELEASE turn')
      return () => turn.resolve(value)
    } catch (why) {
      // A full disk ends the whole transaction under us; then the group has failed, not this turn alone.
      if (!connection.inTransaction) throw why
      connection.exec(alone ? 'ROLLBACK; BEGIN' : 'ROLLBACK TO turn; RELEASE turn')
      return () => turn.reject(why)
    }
  }

  return {
    transaction,
    load: (): DatabaseLoad => ({
      ...{ size: 1, inUse: running ? 1 : 0, waiting: waiting.length, longestWaitMs: longest.now() },
    }),
    /** Lets what waits finish, then takes nothing more. */
    async stop(): Promise<void> {
      stopped = true
      await running
    },
  }
}
