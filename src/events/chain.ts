import { hash } from 'node:crypto'
import type { EventRow, SealedEvent } from './store.ts'

/** A place in the chain: how many rows came before and with it, and the digest of them all. */
export type Link = { position: number; hash: string }

/** Before the first row. */
export const GENESIS: Link = { position: 0, hash: '0'.repeat(64) }

/** The place of `event` behind `previous`: SHA-256 over the hash before it and every field of the row, in a fixed order. */
export function linkTo(previous: Link, event: EventRow): Link {
  const position = previous.position + 1
  const row = JSON.stringify([
    position,
    event.id,
    event.kind,
    event.subject,
    event.subjectId,
    event.clientId,
    event.actorKind,
    event.actorId,
    event.actorName,
    event.address,
    event.description,
    event.changes,
    event.at,
  ])
  return { position, hash: hash('sha256', `${previous.hash}\n${row}`) }
}

export type Misfit = { position: number; why: 'missing' | 'altered' }

/** The first place at which `rows` are not what was sealed behind `previous`. */
export function firstMisfit(previous: Link, rows: readonly SealedEvent[]): Misfit | undefined {
  let last = previous
  for (const row of rows) {
    const expected = linkTo(last, row)
    if (row.position !== expected.position) return { position: expected.position, why: 'missing' }
    if (row.hash !== expected.hash) return { position: expected.position, why: 'altered' }
    last = expected
  }
  return undefined
}
