// Secrets that stood in clear are sealed: among the settings of servers, in custom fields of the kind `password`, and in the
// events that told of such settings. The keys that were derived from the secret key are stored as they are, so that it can
// change. The activity log goes on under version 2 of the chain, from the first event that had to be rewritten. A
// migration is what it was when it was written: rows and hashes are read and made as they were then.

import { createHmac, hash, randomBytes } from 'node:crypto'
import type { KeyRing } from '../../base/secrets/secrets.ts'
import type { Queries } from '../engine/database.ts'
import { sql } from '../engine/sql.ts'

type Link = { position: number; hash: string }
type Row = Record<string, unknown> & {
  id: number
  kind: string
  changes: string
  position: number | null
  hash: string
}
type Misfit = { position: number; why: 'missing' | 'altered' }

const BATCH = 1000
const GENESIS: Link = { position: 0, hash: '0'.repeat(64) }
const MASK = '***'

/** The settings of servers that were no secrets, by module. */
const PLAIN_SETTINGS: Readonly<Record<string, readonly string[]>> = {
  cpanel: ['certificatePin', 'authority', 'answerSeconds', 'settleSeconds', 'keepDns', 'databasePassword'],
  webhook: ['certificatePin', 'authority', 'answerSeconds', 'settleSeconds', 'url'],
  command: ['command', 'answerSeconds'],
  demopanel: ['failures', 'missingPlans'],
}

/** Of a server whose module is not told: an event names only what changed. */
const PLAIN_ANYWHERE = new Set(Object.values(PLAIN_SETTINGS).flat())

/** Answers what the operator has to know: that the chain was not whole. A database that nobody has opened has no secrets. */
export async function run(q: Queries, at: number, keys: KeyRing | undefined): Promise<string | undefined> {
  const remembered = await q.get<{ value: string }>(sql`SELECT value FROM settings WHERE name = 'secret_key'`)
  if (!remembered) return undefined
  if (!keys) throw new Error('Sealing what is stored: the secret key is needed')
  keys.use(remembered.value)
  const chainKey = await storeKeys(q, at, keys)
  await sealServers(q, keys)
  await sealCustomFields(q, keys)
  return sealEvents(q, at, chainKey)
}

async function storeKeys(q: Queries, at: number, keys: KeyRing): Promise<Buffer> {
  const chain = randomBytes(32)
  const stored = {
    credentials: keys.derive(keys.fingerprint, 'credentials'),
    outbound: keys.derive(keys.fingerprint, 'outbound'),
    chain,
  }
  for (const [name, key] of Object.entries(stored))
    await q.run(
      sql`INSERT INTO keys (name, sealed, created_at) VALUES (${name}, ${keys.seal(key.toString('hex'))}, ${at})`,
    )
  return chain
}

type Values = Record<string, unknown>

const sealed = (keys: KeyRing, value: unknown) =>
  typeof value === 'string' && value !== '' ? { sealed: keys.seal(value) } : value

async function sealServers(q: Queries, keys: KeyRing): Promise<void> {
  const rows = await q.all<{ id: number; module: string; settings: string }>(
    sql`SELECT id, module_folded AS module, settings FROM servers WHERE settings <> '{}'`,
  )
  for (const { id, module, settings } of rows) {
    const plain = PLAIN_SETTINGS[module] ?? []
    const values = Object.entries(JSON.parse(settings) as Values)
    const kept = Object.fromEntries(
      values.map(([name, value]) => [name, plain.includes(name) ? value : sealed(keys, value)]),
    )
    await q.run(sql`UPDATE servers SET settings = ${JSON.stringify(kept)} WHERE id = ${id}`)
  }
}

async function sealCustomFields(q: Queries, keys: KeyRing): Promise<void> {
  const fields = await q.all<{ id: number; owner: string }>(
    sql`SELECT id, owner FROM custom_fields WHERE kind = 'password' AND owner IN ('client', 'product')`,
  )
  for (const owner of ['client', 'product']) {
    const ids = fields.filter((field) => field.owner === owner).map(({ id }) => String(id))
    if (ids.length === 0) continue
    const table = owner === 'client' ? sql`clients` : sql`services`
    for (let after = 0; ; ) {
      const rows = await q.all<{ id: number; filled: string }>(
        sql`SELECT id, custom_fields AS filled FROM ${table}
          WHERE id > ${after} AND custom_fields <> '{}' ORDER BY id LIMIT ${BATCH}`,
      )
      for (const { id, filled } of rows) {
        const values = JSON.parse(filled) as Values
        const secret = ids.filter((field) => typeof values[field] === 'string' && values[field] !== '')
        if (secret.length === 0) continue
        for (const field of secret) values[field] = sealed(keys, values[field])
        await q.run(sql`UPDATE ${table} SET custom_fields = ${JSON.stringify(values)} WHERE id = ${id}`)
      }
      if (rows.length < BATCH) break
      after = rows.at(-1)!.id
    }
  }
}

/** The changes of an event without the secrets in them; undefined where there are none. */
function masked({ kind, changes }: Row): string | undefined {
  if (kind !== 'server.created' && kind !== 'server.updated') return undefined
  const all = JSON.parse(changes) as Record<string, [unknown, unknown]>
  if (!all.settings) return undefined
  const hidden = all.settings.map((values) =>
    typeof values === 'object' && values !== null
      ? Object.fromEntries(
          Object.entries(values).map(([name, value]) => [
            name,
            PLAIN_ANYWHERE.has(name) || value === '' ? value : MASK,
          ]),
        )
      : values,
  ) as [unknown, unknown]
  const after = JSON.stringify({ ...all, settings: hidden })
  return after === JSON.stringify(all) ? undefined : after
}

async function sealEvents(q: Queries, at: number, key: Buffer): Promise<string | undefined> {
  await q.get(q.phrases.oneAtATime('events.chain'))
  for (const row of await read(q, sql`position IS NULL AND kind IN ('server.created', 'server.updated')`, 100_000)) {
    const changes = masked(row)
    if (changes !== undefined) await q.run(sql`UPDATE events SET changes = ${changes} WHERE id = ${row.id}`)
  }
  const stored = await q.get<{ value: string }>(sql`SELECT value FROM settings WHERE name = 'events.chain'`)
  const { start, head } = stored
    ? (JSON.parse(stored.value) as { start: Link; head: Link })
    : { start: GENESIS, head: GENESIS }
  const { unkeyed, newHead, rewritten, resealed, misfit } = await reseal(q, start, head, key)
  const ends = { start, head: newHead, unkeyed, ...(misfit && { broken: misfit }) }
  const text = JSON.stringify(ends)
  await put(q, 'events.chain.v2', `${digest(key, 'ends of the chain', text)}\n${text}`)
  // A node of the version before, which is to seal nothing any more, does not understand this.
  await put(q, 'events.chain', 'kept as events.chain.v2')
  const broken = misfit && `the chain of the activity log is ${misfit.why} at position ${misfit.position}`
  if (rewritten > 0)
    await record(q, at, {
      description: `Secrets taken out of ${rewritten} events, and the chain resealed behind them: ${resealed} events${broken ? `; ${broken}, as it was before` : ''}`,
      changes: {
        head: [head, newHead],
        rewritten: [null, rewritten],
        resealed: [null, resealed],
        ...(misfit && { misfit: [misfit, misfit] }),
      },
    })
  return broken
}

/** Walks the old chain, and from the first event that is rewritten on writes the new one behind it. */
async function reseal(q: Queries, start: Link, head: Link, key: Buffer) {
  let [was, is] = [start, start]
  let unkeyed: Link | undefined
  let [rewritten, resealed] = [0, 0]
  let misfit: Misfit | undefined
  while (was.position < head.position) {
    const rows = await read(q, sql`position > ${was.position} AND position <= ${head.position}`, BATCH)
    const written: Pick<Row, 'id' | 'changes' | 'hash'>[] = []
    for (const row of rows) {
      const position = row.position!
      if (position !== was.position + 1) misfit ??= { position: was.position + 1, why: 'missing' }
      else if (row.hash !== hash('sha256', textOf(was, row))) misfit ??= { position, why: 'altered' }
      was = { position, hash: row.hash }
      const changes = masked(row)
      if (changes !== undefined) {
        rewritten++
        unkeyed ??= is
      }
      const after = { ...row, changes: changes ?? row.changes }
      if (unkeyed) {
        after.hash = createHmac('sha256', key)
          .update(textOf({ position: position - 1, hash: is.hash }, after))
          .digest('hex')
        written.push(after)
      }
      is = { position, hash: after.hash }
    }
    await write(q, written)
    resealed += written.length
    if (rows.length < BATCH) break
  }
  if (was.position < head.position) misfit ??= { position: was.position + 1, why: 'missing' }
  else if (was.hash !== head.hash) misfit ??= { position: was.position, why: 'altered' }
  return { unkeyed: unkeyed ?? is, newHead: is, rewritten, resealed, misfit }
}

function textOf(previous: Link, row: Row): string {
  const { id, kind, subject, subjectId, clientId, actorKind, actorId, actorName, address, description, at } = row
  const actor = [actorKind, actorId, actorName]
  const changes = JSON.parse(row.changes)
  const fields = [
    previous.position + 1,
    id,
    kind,
    subject,
    subjectId,
    clientId,
    ...actor,
    address,
    description,
    changes,
    at,
  ]
  return `${previous.hash}\n${JSON.stringify(fields)}`
}

function digest(key: Buffer, ...parts: readonly string[]): string {
  const hmac = createHmac('sha256', key)
  for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:`).update(part)
  return hmac.digest('base64url')
}

const read = (q: Queries, condition: ReturnType<typeof sql>, limit: number): Promise<Row[]> =>
  q.all<Row>(sql`SELECT id, kind, subject, subject_id AS "subjectId", client_id AS "clientId", actor_kind AS "actorKind",
      actor_id AS "actorId", actor_name AS "actorName", address, description, changes, at, position, hash
    FROM events WHERE ${condition} ORDER BY position, id LIMIT ${limit}`)

async function write(q: Queries, rows: readonly Pick<Row, 'id' | 'changes' | 'hash'>[]): Promise<void> {
  const columns = {
    number: ['BIGINT', ({ id }: { id: number }) => id],
    new_changes: ['TEXT', ({ changes }: { changes: string }) => changes],
    new_hash: ['TEXT', ({ hash }: { hash: string }) => hash],
  } as const
  for (const given of q.phrases.given<Pick<Row, 'id' | 'changes' | 'hash'>>(columns, rows))
    await q.run(sql`UPDATE events SET changes = given.new_changes, hash = given.new_hash
      FROM ${given} WHERE events.id = given.number`)
}

const put = (q: Queries, name: string, value: string) =>
  q.run(sql`INSERT INTO settings (name, value) VALUES (${name}, ${value})
    ON CONFLICT (name) DO UPDATE SET value = excluded.value`)

/** Sealed like any other event, when the server runs. */
const record = (q: Queries, at: number, { description, changes }: { description: string; changes: object }) =>
  q.run(sql`INSERT INTO events (kind, subject, subject_id, actor_kind, actor_id, actor_name, address, description,
      description_folded, changes, at)
    VALUES ('chain.resealed', 'chain', 0, 'system', 0, 'System', 'local', ${description}, ${description.toLowerCase()},
      ${JSON.stringify(changes)}, ${at})`)
