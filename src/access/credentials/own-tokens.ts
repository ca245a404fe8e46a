import { requireText } from '../../base/checks.ts'
import { randomToken } from '../../base/ids.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import { keyedDigest } from '../../base/secrets/secrets.ts'
import type { Transaction } from '../../base/transaction.ts'
import { record } from '../../events/event.ts'
import { type Actor, authorize } from '../actor.ts'
import { requireFresh } from '../sessions/fresh.ts'
import { requirePerson } from '../sessions/sessions.ts'
import type { AccessStores } from '../store.ts'
import type { Credential } from './credential.ts'
import { PLAIN, requireFuture, SECRET_LENGTH } from './credentials.ts'

type Parts = {
  read: AccessStores
  change: Transaction<AccessStores>
  digestKey: Buffer
  /** When each of these was last let in, to the day. */
  lastSignedIn: (identifiers: readonly string[]) => Promise<ReadonlyMap<string, number>>
}

export type OwnToken = Pick<Credential, 'id' | 'name' | 'createdAt' | 'expiresAt'> & { readonly usedAt: number | null }

/** Live ones that act for one member, whoever made them. */
const MOST = 20

/**
 * Tokens of the one who asks, from a session: each may what its member may, at each use. They need no right to manage
 * access, and give none away: the role of the member is all that they have.
 */
export function makeOwnTokens({ read, change, digestKey, lastSignedIn }: Parts) {
  return {
    /** Also those that somebody else made for this member. */
    async list(actor: Actor): Promise<OwnToken[]> {
      const own = await read.access.credentials.ofMember(requirePerson(actor))
      const used = await lastSignedIn(own.map(({ identifier }) => identifier))
      return own.map(({ id, name, createdAt, expiresAt, identifier }) => ({
        ...{ id, name, createdAt, expiresAt, usedAt: used.get(identifier) ?? null },
      }))
    },

    /** The token is told here and never again. */
    async create(
      actor: Actor,
      form: { name: string; expiresAt?: number | null | undefined },
    ): Promise<{ token: OwnToken; secret: string }> {
      const staffId = requirePerson(actor)
      // Whoever has to set up a second factor first may nothing yet, and their token could go around it.
      authorize(actor, 'api.access')
      const name = requireText('name', form.name, 100)
      const expiresAt = form.expiresAt ?? null
      const [identifier, secret] = [randomToken(SECRET_LENGTH), randomToken(SECRET_LENGTH)]
      return change(async (tx) => {
        await requireFresh(tx, actor)
        requireFuture(expiresAt, tx.at)
        // Under its lock, so that two at once are counted.
        await tx.access.staff.lock(staffId)
        if ((await tx.access.credentials.ofMember(staffId)).length >= MOST)
          throw new Invalid('tokens', `at most ${MOST}`)
        const row = { ...PLAIN, identifier, staffId, name, expiresAt, secretDigest: keyedDigest(digestKey, secret) }
        const id = await tx.access.credentials.insert(row, tx.at)
        await record(tx, actor, {
          kind: 'credential.created',
          subjectId: id,
          description: `${actor.name} created the own API token ${name}`,
          changes: { staffId: [null, staffId], expiresAt: [null, expiresAt] },
        })
        return { token: { id, name, createdAt: tx.at, expiresAt, usedAt: null }, secret: `${identifier}.${secret}` }
      })
    },

    /** For good, from the next request on. */
    async delete(actor: Actor, id: number): Promise<void> {
      const staffId = requirePerson(actor)
      await change(async (tx) => {
        const credential = await tx.access.credentials.lock(id)
        if (!credential || credential.staffId !== staffId || credential.revokedAt !== null)
          throw new NotFound('token', id)
        await tx.access.credentials.update(id, { revokedAt: tx.at })
        await record(tx, actor, {
          kind: 'credential.revoked',
          subjectId: id,
          description: `${actor.name} deleted the own API token ${credential.name}`,
        })
      })
    },
  }
}
