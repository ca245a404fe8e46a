import { type Checks, checkedDetails, requireRange, requireText } from '../../base/checks.ts'
import { randomToken } from '../../base/ids.ts'
import type { Patch } from '../../base/merge.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import { keyedDigest } from '../../base/secrets/secrets.ts'
import type { Transaction } from '../../base/transaction.ts'
import { changesBetween, record } from '../../events/event.ts'
import { type Actor, authorize } from '../actor.ts'
import type { AccessStores } from '../store.ts'
import { type AnswerStyle, DOCUMENTED_STYLE, STYLE_CHECKS } from './answer-style.ts'
import type { Credential } from './credential.ts'

type Parts = { read: AccessStores; change: Transaction<AccessStores>; digestKey: Buffer }

/** Each has the meaning and, where it is left out, the default of `Credential`: any address, documented kinds, no expiry, no limit. */
export type CredentialDetails = AnswerStyle & {
  name: string
  roleIds: readonly number[]
  addresses: readonly string[]
  expiresAt: number | null
  requestsPerMinute: number | null
}

/** What a credential is that nobody wants otherwise. */
export const PLAIN: Omit<CredentialDetails, 'name'> = {
  roleIds: [],
  addresses: [],
  ...DOCUMENTED_STYLE,
  expiresAt: null,
  requestsPerMinute: null,
}

const IDENTIFIER_LENGTH = 32
export const SECRET_LENGTH = 32

export function makeCredentials({ read, change, digestKey }: Parts) {
  return {
    /** Revoked ones too. */
    async list(actor: Actor): Promise<Credential[]> {
      authorize(actor, 'access.read')
      return read.access.credentials.list()
    },

    /** The secret is told here and never again: only a keyed digest of it is stored. */
    async create(
      actor: Actor,
      input: Patch<CredentialDetails> & { name: string; staffId: number },
    ): Promise<{ credential: Credential; secret: string }> {
      authorize(actor, 'access.write')
      const { staffId } = input
      const details = {
        ...PLAIN,
        ...checkedDetails(CHECKS, input),
        name: requireText('credential name', input.name, 100),
      }
      const identifier = randomToken(IDENTIFIER_LENGTH)
      const secret = randomToken(SECRET_LENGTH)
      const credential = await change(async (tx) => {
        if (!(await tx.access.staff.get(staffId))) throw new NotFound('staff member', staffId)
        await requireRoles(tx, details.roleIds)
        requireFuture(details.expiresAt, tx.at)
        const row = { identifier, staffId, ...details }
        const id = await tx.access.credentials.insert({ ...row, secretDigest: keyedDigest(digestKey, secret) }, tx.at)
        await record(tx, actor, {
          kind: 'credential.created',
          subjectId: id,
          description: `Created API credential ${details.name}`,
          changes: { staffId: [null, staffId], ...changesBetween(PLAIN, details) },
        })
        return { id, ...row, revokedAt: null, passwordsBlankedAt: null, createdAt: tx.at }
      })
      return { credential, secret }
    },

    async update(actor: Actor, id: number, details: Patch<CredentialDetails>): Promise<Credential> {
      authorize(actor, 'access.write')
      const changes = checkedDetails(CHECKS, details)
      return change(async (tx) => {
        const credential = await lockCredential(tx, id)
        if (changes.roleIds) await requireRoles(tx, changes.roleIds)
        const changed = changesBetween(credential, changes)
        if (Object.keys(changed).length === 0) return credential
        if (changed.expiresAt) requireFuture(changes.expiresAt, tx.at)
        await tx.access.credentials.update(id, changes)
        await record(tx, actor, {
          kind: 'credential.updated',
          subjectId: id,
          description: `Changed API credential ${credential.name}`,
          changes: changed,
        })
        return { ...credential, ...changes }
      })
    },

    /** For good; a second time changes nothing. */
    async revoke(actor: Actor, id: number): Promise<Credential> {
      authorize(actor, 'access.write')
      return change(async (tx) => {
        const credential = await lockCredential(tx, id)
        if (credential.revokedAt !== null) return credential
        await tx.access.credentials.update(id, { revokedAt: tx.at })
        await record(tx, actor, {
          kind: 'credential.revoked',
          subjectId: id,
          description: `Revoked API credential ${credential.name}`,
        })
        return { ...credential, revokedAt: tx.at }
      })
    },

    /**
     * Writes down, once for each credential, that a service password was left out of an answer to it. Whoever wonders
     * about the empty field finds the reason in the activity log.
     */
    async notePasswordsBlanked(actor: Actor, credential: Credential): Promise<void> {
      if (credential.passwordsBlankedAt !== null) return
      await change(async (tx) => {
        const locked = await lockCredential(tx, credential.id)
        if (locked.passwordsBlankedAt !== null) return
        await tx.access.credentials.update(credential.id, { passwordsBlankedAt: tx.at })
        await record(tx, actor, {
          kind: 'credential.passwords_blanked',
          subjectId: credential.id,
          description: `Left service passwords out of the answers to API credential ${credential.name}: its role may not read them`,
        })
      })
    },
  }
}

async function lockCredential(tx: AccessStores, id: number): Promise<Credential> {
  const credential = await tx.access.credentials.lock(id)
  if (!credential) throw new NotFound('credential', id)
  return credential
}

async function requireRoles(tx: AccessStores, roleIds: readonly number[]): Promise<void> {
  for (const id of roleIds) if (!(await tx.access.roles.get(id))) throw new NotFound('role', id)
}

export function requireFuture(expiresAt: number | null | undefined, now: number): void {
  if (typeof expiresAt === 'number' && expiresAt <= now) throw new Invalid('expiry', 'an instant to come', expiresAt)
}

const CHECKS: Checks<CredentialDetails> = {
  name: (name) => requireText('credential name', name, 100),
  roleIds: (ids) => [...new Set(ids)].sort((a, b) => a - b),
  addresses: (ranges) => ranges.map(requireRange),
  ...STYLE_CHECKS,
  expiresAt: (at) => at,
  requestsPerMinute: (count) => {
    if (count !== null && !(Number.isInteger(count) && count >= 1 && count <= 1_000_000))
      throw new Invalid('requestsPerMinute', 'a whole number from 1 to 1000000, or none', count)
    return count
  },
}
