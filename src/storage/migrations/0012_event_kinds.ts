// Event kinds get their final names. They are sealed into the chain, so every hash behind the first renamed event is made
// anew. A migration is what it was when it was written: rows and hashes are read and made as they were then, whatever
// becomes of the stores and of the chain.

import { hash } from 'node:crypto'
import type { Queries } from '../engine/database.ts'
import { sql } from '../engine/sql.ts'
import { RENAMED, RENAMED_BY_SUBJECT } from './0012_event_kinds_map.ts'

type Link = { position: number; hash: string }
type Kind = { kind: string; subject: string }
type Row = Link & Kind & { id: number } & Record<string, unknown>
type Misfit = { position: number; why: 'missing' | 'altered' }

const ENDS = 'events.chain'
const BATCH = 1000

/** Answers what the operator has to know: that the chain was not whole. */
export async function run(q: Queries, at: number): Promise<string | undefined> {
  await q.get(q.phrases.oneAtATime(ENDS))
  await renameWaiting(q)
  const stored = await q.get<{ value: string }>(sql`SELECT value FROM settings WHERE name = ${ENDS}`)
  if (!stored || !(await hasOld(q))) return undefined
  const { start, head } = JSON.parse(stored.value) as { start: Link; head: Link }
  const { resealed, newHead, misfit } = await reseal(q, start, head)
  await q.run(sql`UPDATE settings SET value = ${JSON.stringify({ start, head: newHead })} WHERE name = ${ENDS}`)
  const broken = misfit && `the chain of the activity log is ${misfit.why} at position ${misfit.position}`
  await record(q, at, {
    description: `Chain resealed over the new names of event kinds: ${resealed} events${broken ? `; ${broken}, as it was before` : ''}`,
    changes: {
      head: [head, newHead],
      resealed: [null, resealed],
      ...(misfit && { misfit: [misfit, misfit] }),
    },
  })
  return broken
}

async function hasOld(q: Queries): Promise<boolean> {
  const found = await q.all<Kind>(sql`SELECT DISTINCT kind, subject FROM events WHERE position IS NOT NULL`)
  return found.some((kind) => renamed(kind).kind !== kind.kind)
}

/** What is not sealed yet has no hash. */
async function renameWaiting(q: Queries): Promise<void> {
  const columns = {
    old_kind: ['TEXT', ({ kind }: Name) => kind],
    old_subject: ['TEXT', ({ subject }: Name) => subject],
    new_kind: ['TEXT', ({ to }: Name) => to],
    new_subject: ['TEXT', ({ to }: Name) => nounOf(to)],
  } as const
  for (const given of q.phrases.given<Name>(columns, NAMES))
    await q.run(sql`UPDATE events SET kind = given.new_kind, subject = given.new_subject FROM ${given}
      WHERE position IS NULL AND kind = given.old_kind AND given.old_subject IN ('', subject)`)
}

/**
 * Walks the old chain and writes the new one behind it. Where the old one does not verify, the new one does not either, at
 * the same place: whoever changed rows is not covered up.
 */
async function reseal(q: Queries, start: Link, head: Link) {
  let [was, is] = [start, start]
  let [resealed, newHead] = [0, head]
  let misfit: Misfit | undefined
  while (true) {
    const rows = await read(q, was.position)
    const written: Row[] = []
    for (const row of rows) {
      const found = misfitOf(was, row)
      if (row.position <= head.position) misfit ??= found
      const after = { ...row, ...renamed(row) }
      if (after.kind !== row.kind || is.hash !== was.hash) after.hash = found ? unfit(row.hash) : hashOf(is, after)
      if (after.hash !== row.hash) written.push(after)
      was = { position: row.position, hash: row.hash }
      is = { position: row.position, hash: after.hash }
      if (row.position === head.position) newHead = { ...is, hash: head.hash === was.hash ? is.hash : unfit(head.hash) }
      if (row.position === head.position && head.hash !== was.hash)
        misfit ??= { position: row.position, why: 'altered' }
    }
    await write(q, written)
    resealed += written.length
    if (rows.length < BATCH) break
  }
  if (was.position < head.position) misfit ??= { position: was.position + 1, why: 'missing' }
  return { resealed, newHead, misfit }
}

function misfitOf(previous: Link, row: Row): Misfit | undefined {
  const position = previous.position + 1
  if (row.position !== position) return { position, why: 'missing' }
  return row.hash === hashOf(previous, row) ? undefined : { position, why: 'altered' }
}

function hashOf(previous: Link, row: Row): string {
  const { id, kind, subject, subjectId, clientId, actorKind, actorId, actorName, address, description, at } = row
  const actor = [actorKind, actorId, actorName]
  const changes = JSON.parse(String(row.changes))
  const fields = [row.position, id, kind, subject, subjectId, clientId, ...actor, address, description, changes, at]
  return hash('sha256', `${previous.hash}\n${JSON.stringify(fields)}`)
}

/** No row has this hash. */
const unfit = (stored: string): string => hash('sha256', `unfit\n${stored}`)

const read = (q: Queries, position: number): Promise<Row[]> =>
  q.all<Row>(sql`SELECT id, kind, subject, subject_id AS "subjectId", client_id AS "clientId", actor_kind AS "actorKind",
      actor_id AS "actorId", actor_name AS "actorName", address, description, changes, at, position, hash
    FROM events WHERE position > ${position} ORDER BY position LIMIT ${BATCH}`)

async function write(q: Queries, rows: readonly Row[]): Promise<void> {
  const columns = {
    number: ['BIGINT', ({ id }: Row) => id],
    new_kind: ['TEXT', ({ kind }: Row) => kind],
    new_subject: ['TEXT', ({ subject }: Row) => subject],
    new_hash: ['TEXT', ({ hash }: Row) => hash],
  } as const
  for (const given of q.phrases.given<Row>(columns, rows))
    await q.run(sql`UPDATE events SET kind = given.new_kind, subject = given.new_subject, hash = given.new_hash
      FROM ${given} WHERE events.id = given.number`)
}

type Name = Kind & { to: string }

/** With an empty subject for any. */
const NAMES: readonly Name[] = [
  ...Object.entries(RENAMED).map(([kind, to]) => ({ kind, subject: '', to })),
  ...Object.entries(RENAMED_BY_SUBJECT).flatMap(([kind, bySubject]) =>
    Object.entries(bySubject).map(([subject, to]) => ({ kind, subject, to })),
  ),
]

function renamed({ kind, subject }: Kind): Kind {
  const to = RENAMED[kind] ?? RENAMED_BY_SUBJECT[kind]?.[subject]
  return to === undefined ? { kind, subject } : { kind: to, subject: nounOf(to) }
}

const nounOf = (kind: string): string => kind.slice(0, kind.indexOf('.'))

/** Sealed like any other event, when the server runs. */
const record = (q: Queries, at: number, { description, changes }: { description: string; changes: object }) =>
  q.run(sql`INSERT INTO events (kind, subject, subject_id, actor_kind, actor_id, actor_name, address, description,
      description_folded, changes, at)
    VALUES ('chain.resealed', 'chain', 0, 'system', 0, 'System', 'local', ${description}, ${description.toLowerCase()},
      ${JSON.stringify(changes)}, ${at})`)
