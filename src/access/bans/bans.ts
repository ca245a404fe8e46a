import { requireText } from '../../base/checks.ts'
import { blockOf, parseCidr } from '../../base/ip-addresses.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import type { Transaction, Tx } from '../../base/transaction.ts'
import { record } from '../../events/event.ts'
import { type Actor, authorize } from '../actor.ts'
import { FACE_NAMES, type Face, isFace } from '../faces.ts'
import type { AccessStores } from '../store.ts'
import type { Ban } from './ban.ts'

type Parts = { read: AccessStores; change: Transaction<AccessStores>; clock: { now(): number } }

/** An IPv6 address stands for its `/64`. */
export type NewBan = { face: Face; address: string; reason: string; expiresAt: number | null }

export function makeBans({ read, change, clock }: Parts) {
  return {
    /** Newest first; those in force, or all there ever were. */
    async list(actor: Actor, which: 'in force' | 'all' = 'in force'): Promise<Ban[]> {
      authorize(actor, 'access.read')
      return read.access.bans.list(which === 'in force' ? clock.now() : undefined)
    },

    /** Without an expiry the ban stays until it is lifted. */
    async ban(actor: Actor, { face, address, reason, expiresAt }: NewBan): Promise<Ban> {
      authorize(actor, 'access.write')
      if (!isFace(face)) throw new Invalid('face', FACE_NAMES.join(', '), face)
      const block = requireBlock(address)
      const words = requireText('reason', reason, 255)
      return change(async (tx) => {
        if (expiresAt !== null && expiresAt <= tx.at) throw new Invalid('expiry', 'an instant to come', expiresAt)
        return banAddress(tx, actor, { face, address: block, reason: words, automatic: false, expiresAt })
      })
    },

    /** The failures that led to it are forgotten. Lifting one that is over changes nothing. */
    async lift(actor: Actor, id: number): Promise<Ban> {
      authorize(actor, 'access.write')
      return change(async (tx) => {
        const ban = await tx.access.bans.lock(id)
        if (!ban) throw new NotFound('ban', id)
        if (ban.liftedAt !== null) return ban
        await tx.access.bans.lift(id, tx.at)
        await record(tx, actor, {
          kind: 'ban.lifted',
          subjectId: id,
          description: `Lifted the ban of ${ban.address} on ${ban.face}`,
        })
        return { ...ban, liftedAt: tx.at }
      })
    },
  }
}

/** What is banned as one: an IPv4 address, or the `/64` of an IPv6 one. */
function requireBlock(text: string): string {
  const cidr = parseCidr(text.trim())
  const isOne = cidr?.family === 'ipv4' ? cidr.prefix === 32 : cidr?.prefix === 128 || cidr?.prefix === 64
  if (!cidr || !isOne) throw new Invalid('address', 'an IP address, or the /64 of an IPv6 address', text)
  return blockOf(cidr.address)
}

/** The ban and what is written down about it. */
export async function banAddress(
  tx: Tx<AccessStores>,
  actor: Actor,
  ban: NewBan & { automatic: boolean },
): Promise<Ban> {
  const id = await tx.access.bans.insert(ban, tx.at)
  await record(tx, actor, {
    kind: 'ban.created',
    subjectId: id,
    description: `Banned ${ban.address} on ${ban.face}: ${ban.reason}`,
    changes: { expiresAt: [null, ban.expiresAt] },
  })
  return { id, ...ban, createdAt: tx.at, liftedAt: null }
}
