import { createHmac, hash } from 'node:crypto'
import type { EventRow, SealedEvent } from './store.ts'

/** A place in the chain: how many rows came before and with it, and the digest of them all. */
export type Link = { position: number; hash: string }

/** Before the first row. */
export const GENESIS: Link = { position: 0, hash: '0'.repeat(64) }

/**
 * The place of `event` behind `previous`: a digest over the hash before it and every field of the row, in a fixed order.
 * Version 2 is an HMAC-SHA-256 under the key of the chain, so that whoever writes the database alone can make none. Rows
 * of version 1 have no key: they are proved by the first row of version 2 behind them.
 */
export function linkTo(previous: Link, event: EventRow, key: Buffer | undefined): Link {
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
  const text = `${previous.hash}\n${row}`
  return { position, hash: key ? createHmac('sha256', key).update(text).digest('hex') : hash('sha256', text) }
}

export type Misfit = { position: number; why: 'missing' | 'altered' }

/** The first place at which `rows` are not what was sealed behind `previous`. Through `unkeyed` they are of version 1. */
export function firstMisfit(
  previous: Link,
  rows: readonly SealedEvent[],
  key: Buffer,
  unkeyed = 0,
): Misfit | undefined {
  let last = previous
  for (const row of rows) {
    const expected = linkTo(last, row, last.position < unkeyed ? undefined : key)
    if (row.position !== expected.position) return { position: expected.position, why: 'missing' }
    if (row.hash !== expected.hash) return { position: expected.position, why: 'altered' }
    last = expected
  }
  return undefined
}
