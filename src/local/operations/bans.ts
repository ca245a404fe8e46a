import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import type { Ban } from '../../access/bans/ban.ts'
import { FACE_NAMES } from '../../access/faces.ts'
import { blockOf, parseAddress } from '../../base/ip-addresses.ts'
import { NotFound } from '../../base/refusal.ts'
import { localOperation } from '../operation.ts'
import { isoText } from './instant.ts'

const MINUTE_MS = 60_000

export const banList = localOperation(z.object({ all: z.boolean().default(false) }), async ({ domain }, { all }) =>
  (await domain.access.bans.list(SYSTEM, all ? 'all' : 'in force')).map(shown),
)

export const banAdd = localOperation(
  z.object({
    address: z.string(),
    face: z.enum(FACE_NAMES),
    reason: z.string(),
    /** Without it the ban stays until it is lifted. */
    minutes: z.number().int().positive().optional(),
  }),
  async ({ domain, clock }, { minutes, ...ban }) =>
    shown(
      await domain.access.bans.ban(SYSTEM, {
        ...ban,
        expiresAt: minutes === undefined ? null : clock.now() + minutes * MINUTE_MS,
      }),
    ),
)

/** Lifts one ban by its number, or all bans in force of an address: that of an IPv6 one is its `/64`. */
export const banLift = localOperation(z.object({ ban: z.string() }), async ({ domain }, { ban: text }) => {
  const block = blockOf(text.trim())
  const isAddress = parseAddress(block.replace(/\/64$/, '')) !== undefined
  const inForce = await domain.access.bans.list(SYSTEM)
  const ids = isAddress ? inForce.filter((ban) => blockOf(ban.address) === block).map(({ id }) => id) : [Number(text)]
  if (ids.length === 0 || !ids.every(Number.isSafeInteger)) throw new NotFound('ban', text)
  const lifted: Ban[] = []
  for (const id of ids) lifted.push(await domain.access.bans.lift(SYSTEM, id))
  return lifted.map(shown)
})

const shown = ({ id, face, address, reason, automatic, createdAt, expiresAt, liftedAt }: Ban) => ({
  id,
  face,
  address,
  reason,
  automatic,
  createdAt: isoText(createdAt),
  expiresAt: isoText(expiresAt),
  liftedAt: isoText(liftedAt),
})
