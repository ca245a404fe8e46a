import type { GivenColumns, Phrases, RowColumns } from '../database.ts'
import { join, raw, type Sql, sql, type Value } from '../sql.ts'

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

export const phrases: Phrases = {
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
  integers: (numbers) => sql`unnest(${numbers as number[]}::bigint[]) AS given (value)`,
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
  identity: sql`SELECT system_identifier::text || '/' ||
    (SELECT oid FROM pg_database WHERE datname = current_database())::text AS identity FROM pg_control_system()`,
  passIdentity: (table, id) => sql`SELECT setval(numbers.name, greatest(${id}, pg_sequence_last_value(numbers.name)))
    FROM (SELECT pg_get_serial_sequence(${table}, 'id')::regclass AS name) AS numbers`,
}
