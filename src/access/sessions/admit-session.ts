import type { Clock } from '../../base/clock.ts'
import type { Transaction, Tx } from '../../base/transaction.ts'
import type { VersionedCache } from '../../base/versioned-cache.ts'
import { record } from '../../events/event.ts'
import { type Actor, SYSTEM } from '../actor.ts'
import type { Permission } from '../permissions.ts'
import { factorsOf } from '../second-factor/factors.ts'
import { permissionsOf } from '../staff/role.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { AccessStores } from '../store.ts'
import { csrfTokenOf, digestOfToken, makeToken } from './open-session.ts'
import type { SessionLimits, StoredSession } from './session.ts'

/** So often the database is asked again about a session that is in use, and told that it is. */
const LOOK_EVERY_MS = 60_000
/** A token is replaced by a new one when it is so old. */
const ROTATE_EVERY_MS = 3_600_000
/** Requests that were on the way with the token before. */
const GRACE_MS = 60_000
/** Sessions that one process remembers. */
const MOST_REMEMBERED = 10_000

type Parts = {
  read: AccessStores
  transaction: Transaction<AccessStores>
  clock: Clock
  memory: VersionedCache
  digestKey: Buffer
  limits: SessionLimits
}

export type SessionAdmitted = {
  readonly actor: Actor
  readonly session: StoredSession
  readonly csrfToken: string
  /** The role asks for a second factor and the member has none: nothing but setting one up is open. */
  readonly mustSetUp: boolean
  /** A token to be kept in the place of the one that was shown. */
  readonly renewed?: string
}

type Remembered = {
  readonly session: StoredSession
  readonly staff: StaffMember
  readonly permissions: ReadonlySet<Permission>
  readonly mustSetUp: boolean
  readonly lookedAt: number
}

/** Who shows the token of a session. In between two looks, a minute apart, a request asks the database nothing. */
export function makeAdmitSession({ read, transaction, clock, memory, digestKey, limits }: Parts) {
  const remembered = memory.keep(() => new Map<string, Remembered>())

  const isOver = ({ usedAt, expiresAt }: StoredSession, now: number): boolean =>
    expiresAt <= now || now - usedAt > limits.idleMs

  /** The session as it is from this request on; undefined where there is none, or no more. */
  async function use(
    tx: Tx<AccessStores>,
    digest: string,
  ): Promise<{ session: StoredSession; renewed?: string } | 'stolen' | undefined> {
    const found = await tx.access.sessions.lockByDigest(digest)
    if (!found || isOver(found, tx.at)) return undefined
    const session = { ...found, usedAt: Math.max(found.usedAt, tx.at) }
    const isCurrent = session.tokenDigest === digest
    // The one before, long after the new one was seen: somebody else has a copy of one of the two.
    if (!isCurrent && session.confirmed && tx.at - session.rotatedAt > GRACE_MS) {
      await endStolen(tx, session)
      return 'stolen'
    }
    const isDue = isCurrent
      ? tx.at - session.rotatedAt > ROTATE_EVERY_MS
      : !session.confirmed && tx.at - session.rotatedAt > GRACE_MS
    if (isDue) {
      const renewed = makeToken()
      const turned = { tokenDigest: digestOfToken(digestKey, renewed), previousDigest: digest, rotatedAt: tx.at }
      await tx.access.sessions.update(session.id, { ...turned, confirmed: false, usedAt: session.usedAt })
      return { session: { ...session, ...turned, confirmed: false }, renewed }
    }
    const confirmed = session.confirmed || isCurrent
    await tx.access.sessions.update(session.id, { usedAt: session.usedAt, confirmed })
    return { session: { ...session, confirmed } }
  }

  async function endStolen(tx: Tx<AccessStores>, { id, staffId }: StoredSession): Promise<void> {
    await tx.access.sessions.delete(id)
    // The other token is remembered, here and elsewhere.
    await tx.access.moveVersion()
    await record(tx, SYSTEM, {
      kind: 'session.ended',
      subjectId: id,
      description:
        'A token came back that had been replaced: the session was ended, because somebody may have copied it',
      changes: { staffId: [staffId, null] },
    })
  }

  async function look(digest: string): Promise<(Remembered & { renewed?: string }) | undefined> {
    // Strangers cost one question; only who is known costs a transaction.
    if (!(await read.access.sessions.byDigest(digest))) return undefined
    const used = await transaction((tx) => use(tx, digest))
    if (used === 'stolen') memory.forget()
    if (!used || used === 'stolen') return undefined
    const { session } = used
    const holder = await holderOf(session)
    return holder && { ...used, ...holder, lookedAt: clock.now() }
  }

  /** Whose session it is, and what they may do; undefined where the password is another since. */
  async function holderOf(
    session: StoredSession,
  ): Promise<Pick<Remembered, 'staff' | 'permissions' | 'mustSetUp'> | undefined> {
    const staff = (await read.access.staff.get(session.staffId))!
    if (staff.passwordVersion !== session.passwordVersion) return undefined
    const role = await read.access.roles.get(staff.roleId)
    const lacksFactor = role?.requiresSecondFactor === true && session.method !== 'sign_on'
    const mustSetUp = lacksFactor && (await factorsOf(read, staff.id)).length === 0
    return { staff, permissions: permissionsOf(role ? [role] : []), mustSetUp }
  }

  async function find(digest: string): Promise<(Remembered & { renewed?: string }) | undefined> {
    const known = await remembered()
    const before = known.get(digest)
    const now = clock.now()
    if (before && Math.abs(now - before.lookedAt) < LOOK_EVERY_MS && before.session.expiresAt > now) return before
    known.delete(digest)
    const found = await look(digest)
    if (!found) return undefined
    if (known.size >= MOST_REMEMBERED) known.clear()
    // Under the token that was replaced nothing is remembered: its next use is looked at again.
    if (found.session.tokenDigest === digest) known.set(digest, found)
    return found
  }

  return {
    /**
     * Who it is by now whose session was let in, for what goes on for long: undefined when the session is over or they may
     * not come in any more. Nothing is renewed, because no answer could carry a new token, and nothing counts as use.
     */
    async again(actor: Actor): Promise<Actor | undefined> {
      const session = await read.access.sessions.get(actor.sessionId!)
      const holder = session && !isOver(session, clock.now()) ? await holderOf(session) : undefined
      if (!holder?.staff.active || !holder.permissions.has('api.access')) return undefined
      return { ...actor, permissions: holder.mustSetUp ? NOTHING : holder.permissions }
    },

    /** Undefined where no such session is open. `refused` of a member who may not come in any more. */
    async byToken(
      token: string,
      address: string,
    ): Promise<SessionAdmitted | { refused: 'staff_disabled' | 'no_api_access' } | undefined> {
      const found = await find(digestOfToken(digestKey, token.slice(0, 128)))
      if (!found) return undefined
      const { session, staff, permissions, mustSetUp, renewed } = found
      if (!staff.active) return { refused: 'staff_disabled' }
      if (!permissions.has('api.access')) return { refused: 'no_api_access' }
      return {
        actor: {
          kind: 'staff',
          id: staff.id,
          name: staff.username,
          credentialId: null,
          sessionId: session.id,
          address,
          permissions: mustSetUp ? NOTHING : permissions,
        },
        session,
        csrfToken: csrfTokenOf(digestKey, session),
        mustSetUp,
        ...(renewed !== undefined && { renewed }),
      }
    },
  }
}

const NOTHING: ReadonlySet<Permission> = new Set()
