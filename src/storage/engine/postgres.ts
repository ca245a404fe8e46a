import pg from 'pg'
import { StorageFault } from '../../base/fault.ts'
import { makeRecentMost } from '../../base/measuring/recent-most.ts'
import type { Database, GivenColumns, Phrases, Queries, RowColumns } from './database.ts'
import { refuseBrokenReference } from './foreign-key.ts'
import { join, raw, type Sql, sql, type Value } from './sql.ts'
import { asTransaction, refuseNestedTransaction } from './transaction-scope.ts'

export type PostgresOptions = {
  /** How many connections this process may hold. */
  poolSize?: number
  /** Off behind a pooler that hands out another session for each transaction. */
  prepare?: boolean
}

/** SQLSTATEs after which the same work may simply be tried again: serialisation failure, deadlock. */
const TRY_AGAIN = new Set(['40001', '40P01'])
const TRIES = 4
/** What is told of how long transactions wait is about the last one to two of these. */
const LATELY_MS = 60_000

/**
 * Statements that change rows find them by an index. Left alone, the planner reads a whole table while that is small,
 * remembers so, and goes on until the next ANALYZE: a queue that filled up meanwhile then gave an eighth of its jobs/s. The
 * same goes for joins that read the whole of one side.
 */
const BEGIN = 'BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off'

const INT8 = 20
const NUMERIC = 1700
/** Our integers all fit a double (ids, milliseconds, minor units), and `count(*)` is a bigint. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format as 'text'),
}

export function openPostgres(url: string, options: PostgresOptions = {}): Database {
  const size = options.poolSize ?? 10
  const longest = makeRecentMost(LATELY_MS)
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: 10_000,
    application_name: 'provisor',
    pipeline: true, // statements that do not wait for each other's answers are sent together
    types: types as pg.CustomTypesConfig,
  })
  // A lost idle connection is replaced by the pool. One that is lost between two statements of a transaction refuses the
  // next of them. Without listeners either would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const prepare = options.prepare ?? true
  let closed: Promise<void> | undefined

  async function runTransaction<T>(work: (queries: Queries, client: pg.PoolClient) => Promise<T>): Promise<T> {
    const asked = performance.now()
    const client = await pool.connect().catch(refuseConnection)
    longest.add(performance.now() - asked)
    let broken: Error | undefined
    try {
      const begun = client.query(BEGIN).then(() => {}, refuseTrouble)
      const value = await asTransaction(() => work(makeQueries(behind(begun, client), prepare), client))
      await begun
      await client.query('COMMIT').catch(refuseTrouble)
      return value
    } catch (why) {
      await client.query('ROLLBACK').catch((cause: Error) => {
        broken = cause
      })
      throw why
    } finally {
      client.release(broken)
    }
  }

  async function transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    refuseNestedTransaction()
    for (let tried = 1; ; tried++) {
      try {
        return await runTransaction(work)
      } catch (why) {
        if (!TRY_AGAIN.has(sqlState(why))) throw why
        if (tried === TRIES) throw new StorageFault('Writing to PostgreSQL', 'do many write to the same rows?', why)
      }
    }
  }

  async function* stream<Row>(statement: Sql, batchSize = 500): AsyncGenerator<Row[]> {
    const client = await pool.connect().catch(refuseConnection)
    let broken: Error | undefined
    try {
      await client.query('BEGIN READ ONLY').catch(refuseTrouble)
      await client.query(`DECLARE rows NO SCROLL CURSOR FOR ${statement.text}`, statement.values).catch(refuseTrouble)
      const fetch = () => client.query<Row & pg.QueryResultRow>(`FETCH ${batchSize} FROM rows`).catch(refuseTrouble)
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
      await client.query('ROLLBACK').catch((cause: Error) => {
        broken = cause
      })
      client.release(broken)
    }
  }

  return {
    dialect: 'postgres',
    reader: makeQueries((query) => pool.query(query), prepare),
    transaction,
    stream,
    script: (text, ledger) =>
      runTransaction(async (queries, client) => {
        await client.query(text)
        await queries.run(ledger)
      }),
    alone: (work) => alone(pool, work),
    version: async () => {
      const { rows } = await pool.query('SHOW server_version').catch(refuseConnection)
      return `PostgreSQL ${String(rows[0].server_version).split(' ')[0]}`
    },
    load: () => ({
      ...{ size, inUse: pool.totalCount - pool.idleCount, waiting: pool.waitingCount, longestWaitMs: longest.now() },
    }),
    close: () => {
      closed ??= pool.end()
      return closed
    },
  }
}

/** A lock that the transaction holds, so it also works through a transaction pooler. */
async function alone<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect().catch(refuseConnection)
  try {
    await client.query('BEGIN')
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('provisor.start'))`)
    return await work()
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

type Send = <Row extends pg.QueryResultRow>(query: pg.QueryConfig) => Promise<pg.QueryResult<Row>>

/**
 * Sends a transaction's first statements along with its BEGIN, which saves a journey. From the first one on that may
 * change something they wait for its answer: without a BEGIN it would be committed by itself.
 */
function behind(begun: Promise<void>, client: pg.PoolClient): Send {
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
    if (open) return client.query(query)
    if (waits) await begun
    const [answer] = await Promise.all([client.query(query), begun])
    return answer as never
  }
}

function makeQueries(send: Send, prepare: boolean): Queries {
  const query = <Row>(statement: Sql) => {
    const { text, values } = statement
    const name = prepare ? statementName(text) : undefined
    return send<Row & pg.QueryResultRow>(name ? { name, text, values } : { text, values }).catch(refuseTrouble)
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

/** A list for each column, because that takes any number of rows, in their order, and costs half of what JSON does. */
function given<Row>(columns: RowColumns<Row>, rows: readonly Row[]): Sql {
  const lists = Object.values(columns).map(([type, value]) =>
    type === 'TEXT'
      ? sql`${`{${rows.map((row) => quoted(value(row))).join()}}`}::text[]`
      : sql`${`{${rows.map((row) => value(row) ?? 'NULL').join()}}`}::bigint[]`,
  )
  return sql`unnest(${join(lists)}) AS given (${raw(Object.keys(columns).join(', '))})`
}

const quoted = (text: Value): string => (text === null ? 'NULL' : `"${String(text).replace(/["\\]/g, '\\$&')}"`)

const phrases: Phrases = {
  forUpdate: sql`FOR UPDATE`,
  forUpdateSkipLocked: sql`FOR UPDATE SKIP LOCKED`,
  forKeyShare: sql`FOR KEY SHARE`,
  now: sql`CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)`,
  slot: sql`pg_backend_pid() % 4`,
  holds: (list, number) => sql`CAST(${list} AS JSONB) @> to_jsonb(${number})`,
  elements: (list) => sql`LATERAL (SELECT CAST(e.value AS BIGINT) AS value
    FROM json_array_elements_text(CAST(${list} AS JSON)) AS e) AS x`,
  transactionNumber: sql`CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)`,
  oldestTransaction: sql`CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT) AS BIGINT)`,
  insertsInWith: true,
  inIntegers: (ids) => sql`= ANY(${ids as number[]}::bigint[])`,
  inTexts: (texts) => sql`= ANY(${texts as string[]}::text[])`,
  oneAtATime: (name) => sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`,
  hold: (space, things) => sql`SELECT CASE WHEN alone = 1 THEN pg_advisory_xact_lock(${space}, CAST(id AS INT))
    ELSE pg_advisory_xact_lock_shared(${space}, CAST(id AS INT)) END FROM (${things}) AS things`,
  tryHoldAlone: (space, ids) => sql`SELECT id FROM unnest(${ids as number[]}::bigint[]) AS things (id)
    WHERE pg_try_advisory_xact_lock(${space}, CAST(id AS INT))`,
  given: (columns, rows) => (rows.length === 0 ? [] : [given(columns, rows)]),
  forEachGiven: (columns, rows, query) => {
    if (rows.length === 0) return []
    const names = Object.fromEntries(Object.keys(columns).map((name) => [name, raw(`given.${name}`)]))
    return [
      sql`SELECT found.* FROM ${given(columns, rows)} CROSS JOIN LATERAL (${query(names as GivenColumns<typeof columns>)}) AS found`,
    ]
  },
  notify: (channel) => sql`SELECT pg_notify(${channel}, '')`,
  passIdentity: (table, id) => sql`SELECT setval(numbers.name, greatest(${id}, pg_sequence_last_value(numbers.name)))
    FROM (SELECT pg_get_serial_sequence(${table}, 'id')::regclass AS name) AS numbers`,
}

/** SQLSTATE classes of a server that is there but cannot: lost connection, no resources, being stopped, its disk. */
const TROUBLE = /^(08|53|57P|58)/

function refuseTrouble(cause: unknown): never {
  refuseBrokenReference(cause)
  const state = sqlState(cause)
  if (TROUBLE.test(state) || !/^[0-9A-Z]{5}$/.test(state))
    throw new StorageFault('Asking PostgreSQL', 'does the server run, and has it room?', cause)
  throw cause
}

function sqlState(why: unknown): string {
  return why instanceof Error && 'code' in why ? String(why.code) : ''
}

function refuseConnection(cause: unknown): never {
  throw new StorageFault('Connecting to PostgreSQL', 'is --database-url right, and does the server run?', cause)
}
