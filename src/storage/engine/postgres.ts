import pg from 'pg'
import { refuseTrouble, StorageFault } from '../../base/fault.ts'
import { makeRecentMost } from '../../base/measuring/recent-most.ts'
import { troubleOf } from '../../base/trouble/trouble.ts'
import type { EngineDatabase, Queries } from './database.ts'
import { refuseBrokenReference } from './foreign-key.ts'
import { phrases } from './postgres/phrases.ts'
import { makeSilenceWatch, SILENCE, type SilenceTimes } from './postgres/silence.ts'
import { surroundingsOf } from './postgres/surroundings.ts'
import type { Sql } from './sql.ts'
import { asTransaction, refuseNestedTransaction } from './transaction-scope.ts'

export type PostgresOptions = {
  /** How many connections this process may hold. */
  poolSize?: number
  /** Off behind a pooler that hands out another session for each transaction. */
  prepare?: boolean
  /** How soon a connection that is gone is given up. */
  times?: Patience
}

const TRIES = 4
/** What is told of how long transactions wait is about the last one to two of these. */
const LATELY_MS = 60_000

/** A place in the pool is waited for so long. */
const POOL_MS = 10_000
export type Patience = SilenceTimes & {
  /** A new connection comes within so long or not at all. */
  connectMs: number
}

export const PATIENCE: Patience = { ...SILENCE, connectMs: 3000 }

/** No statement takes longer, migrations excepted: the database ends it, and should it not, so do we. */
const STATEMENT_MS = 60_000
const MARGIN_MS = 5000
/** A machine that vanished in the middle of a transaction holds its locks no longer than this. */
const FORSAKEN_MS = 30_000
/** Between two batches whoever reads them may take this long. */
const READER_MS = 600_000
/** What is left of a connection that cannot even be ended. */
const END_MS = 1000

/**
 * Statements that change rows find them by an index. Left alone, the planner reads a whole table while that is small,
 * remembers so, and goes on until the next ANALYZE: a queue that filled up meanwhile then gave an eighth of its jobs/s. The
 * same goes for joins that read the whole of one side.
 * All of it holds for the transaction and not for the session, which a pooler gives to somebody else.
 */
const BY_INDEX = 'SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off'
const BEGIN = beginning(STATEMENT_MS, FORSAKEN_MS)
const BEGIN_MIGRATION = beginning(0, 0)
const BEGIN_READING = `BEGIN READ ONLY; ${limits(STATEMENT_MS, READER_MS)}`

function beginning(statementMs: number, idleMs: number): string {
  return `BEGIN; ${BY_INDEX}; ${limits(statementMs, idleMs)}`
}

function limits(statementMs: number, idleMs: number): string {
  return `SET LOCAL statement_timeout = ${statementMs}; SET LOCAL idle_in_transaction_session_timeout = ${idleMs}`
}

const INT8 = 20
const NUMERIC = 1700
/** Our integers all fit a double (ids, milliseconds, minor units), and `count(*)` is a bigint. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format as 'text'),
}

/** The pool's own limit is for waiting and connecting alike. */
const connectingWithin = (connectionTimeoutMillis: number) =>
  class extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super({ ...config, connectionTimeoutMillis })
    }
  }

export function openPostgres(url: string, options: PostgresOptions = {}): EngineDatabase {
  const size = options.poolSize ?? 10
  const times = options.times ?? PATIENCE
  const longest = makeRecentMost(LATELY_MS)
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    Client: connectingWithin(times.connectMs),
    connectionTimeoutMillis: POOL_MS,
    application_name: 'provisor',
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    pipeline: true, // statements that do not wait for each other's answers are sent together
    types: types as pg.CustomTypesConfig,
  } as pg.PoolConfig)
  const silence = makeSilenceWatch({ url, onSilent: () => void sweep(), times })
  // A lost idle connection is replaced by the pool. One that is lost between two statements of a transaction refuses the
  // next of them. Without listeners either would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    silence.add(client)
  })
  const prepare = options.prepare ?? true
  let limitMs = STATEMENT_MS + MARGIN_MS
  let begin = BEGIN
  let closed: Promise<void> | undefined

  const connect = () => pool.connect().catch((cause) => refuse('Connecting to PostgreSQL', cause))

  const ask = (client: pg.PoolClient, query: string | pg.QueryConfig) =>
    silence.answered(client, limitMs, client.query<pg.QueryResultRow>(query)).catch(refuseAnswer)

  /** Releases it to the pool, or ends it where its transaction cannot be ended. */
  async function rollBack(client: pg.PoolClient): Promise<void> {
    await ask(client, 'ROLLBACK').then(
      () => client.release(),
      (cause) => client.release(cause as Error),
    )
  }

  /** `onCommit` is told before it is asked for: from then on only the database knows. */
  async function runTransaction<T>(
    work: (queries: Queries, client: pg.PoolClient) => Promise<T>,
    onCommit = () => {},
  ): Promise<T> {
    const asked = performance.now()
    const client = await connect()
    longest.add(performance.now() - asked)
    let first: unknown
    try {
      const begun = ask(client, begin).then(() => {})
      const send = (query: pg.QueryConfig) =>
        ask(client, query).catch((why) => {
          first ??= why
          throw why
        }) as never
      const value = await asTransaction(() => work(makeQueries(behind(begun, send), prepare), client))
      await begun
      onCommit()
      await ask(client, 'COMMIT')
      client.release()
      return value
    } catch (why) {
      await rollBack(client)
      // Statements that were sent together fail with the first of them, and know nothing of why.
      throw isAborted(why) ? first : why
    }
  }

  async function transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    refuseNestedTransaction()
    for (let tried = 1; ; tried++) {
      let isOpen = true
      try {
        return await runTransaction(work, () => {
          isOpen = false
        })
      } catch (why) {
        const trouble = why instanceof StorageFault ? why.trouble : undefined
        // What was lost before it was to be kept was not done. Once, because whoever is gone is not back at once.
        const again = trouble === 'busy' ? tried < TRIES : trouble === 'lost' && isOpen && tried === 1
        if (!again) throw why
      }
    }
  }

  async function read(query: pg.QueryConfig) {
    for (let tried = 1; ; tried++) {
      const client = await connect()
      try {
        const answer = await ask(client, query)
        client.release()
        return answer
      } catch (why) {
        const isLost = why instanceof StorageFault && (why.trouble === 'lost' || why.trouble === 'slow')
        client.release(isLost)
        if (!isLost || why.trouble !== 'lost' || tried > 1) throw why
      }
    }
  }

  /** Where one connection was found to be silent, all that wait for work are asked. */
  async function sweep(): Promise<void> {
    await Promise.all(
      Array.from({ length: pool.idleCount }, async () => {
        const client = await pool.connect().catch(() => undefined)
        if (client) client.release(!(await silence.answers(client)))
      }),
    )
  }

  async function* stream<Row>(statement: Sql, batchSize = 500): AsyncGenerator<Row[]> {
    const client = await connect()
    try {
      await ask(client, BEGIN_READING)
      await ask(client, {
        text: `DECLARE rows NO SCROLL CURSOR FOR ${statement.text}`,
        values: statement.values,
      })
      const fetch = () =>
        ask(client, `FETCH ${batchSize} FROM rows`) as Promise<pg.QueryResult<Row & pg.QueryResultRow>>
      // The next batch is on its way while this one is worked with.
      for (let fetching = fetch(); ; ) {
        const { rows } = await fetching
        if (rows.length === batchSize) {
          fetching = fetch()
          fetching.catch(() => {}) // told when it is waited for, if it ever is
        }
        if (rows.length > 0) yield rows
        if (rows.length < batchSize) return
      }
    } finally {
      await rollBack(client)
    }
  }

  /** A lock that the transaction holds, so it also works through a transaction pooler. What is done meanwhile has no limit. */
  async function alone<T>(work: () => Promise<T>): Promise<T> {
    const client = await connect()
    ;[begin, limitMs] = [BEGIN_MIGRATION, Number.POSITIVE_INFINITY]
    try {
      await ask(client, begin)
      await ask(client, `SELECT pg_advisory_xact_lock(hashtext('provisor.start'))`)
      return await work()
    } finally {
      ;[begin, limitMs] = [BEGIN, STATEMENT_MS + MARGIN_MS]
      await rollBack(client)
    }
  }

  const reader = makeQueries(read as Send, prepare)
  return {
    dialect: 'postgres',
    reader,
    transaction,
    stream,
    script: (text, ledger) =>
      runTransaction(async (queries, client) => {
        await ask(client, text)
        await queries.run(ledger)
      }),
    alone,
    surroundings: () => surroundingsOf(reader),
    version: async () => {
      const { rows } = await read({ text: 'SHOW server_version' })
      return `PostgreSQL ${String(rows[0]!.server_version).split(' ')[0]}`
    },
    load: () => ({
      ...{ size, inUse: pool.totalCount - pool.idleCount, waiting: pool.waitingCount, longestWaitMs: longest.now() },
    }),
    close: () => {
      closed ??= pool.end().finally(() => setTimeout(silence.cutAll, END_MS).unref())
      return closed
    },
  }
}

type Send = <Row extends pg.QueryResultRow>(query: pg.QueryConfig) => Promise<pg.QueryResult<Row>>

/**
 * Sends a transaction's first statements along with its BEGIN, which saves a journey. From the first one on that may
 * change something they wait for its answer: without a BEGIN it would be committed by itself.
 */
function behind(begun: Promise<void>, send: Send): Send {
  let open = false
  let waits = false
  begun.then(
    () => {
      open = true
    },
    () => {}, // whoever waits for it is told
  )
  return async (query) => {
    waits ||= !query.text.startsWith('SELECT')
    if (open) return send(query)
    if (waits) await begun
    const [answer] = await Promise.all([send(query), begun])
    return answer as never
  }
}

function makeQueries(send: Send, prepare: boolean): Queries {
  const query = <Row>(statement: Sql) => {
    const { text, values } = statement
    const name = prepare ? statementName(text) : undefined
    return send<Row & pg.QueryResultRow>(name ? { name, text, values } : { text, values })
  }
  return {
    phrases,
    get: async <Row>(statement: Sql) => (await query<Row>(statement)).rows[0] as Row | undefined,
    all: async <Row>(statement: Sql) => (await query<Row>(statement)).rows,
    run: async (statement) => (await query(statement)).rowCount ?? 0,
    insert: async (statement) => (await query<{ id: number }>(statement)).rows[0]!.id,
  }
}

const names = new Map<string, string>()
function statementName(text: string): string {
  let name = names.get(text)
  if (!name) {
    name = `p${names.size + 1}`
    names.set(text, name)
  }
  return name
}

const isAborted = (why: unknown): boolean => why instanceof Error && 'code' in why && why.code === '25P02'

function refuseAnswer(cause: unknown): never {
  refuseBrokenReference(cause)
  refuseTrouble('Asking PostgreSQL', cause)
}

/** Of a connection everything is trouble: nothing was asked yet. */
function refuse(doing: string, cause: unknown): never {
  throw new StorageFault(doing, troubleOf(cause) ?? 'refused', { cause })
}
