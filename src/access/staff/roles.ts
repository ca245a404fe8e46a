import { requireText } from '../../base/checks.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import type { Transaction } from '../../base/transaction.ts'
import { record } from '../../events/event.ts'
import { type Actor, authorize } from '../actor.ts'
import { isPermissionPattern } from '../permissions.ts'
import type { AccessStores } from '../store.ts'
import type { Role } from './role.ts'

type Parts = { read: AccessStores; change: Transaction<AccessStores> }

export function makeRoles({ read, change }: Parts) {
  return {
    async list(actor: Actor): Promise<Role[]> {
      authorize(actor, 'access.read')
      return read.access.roles.list()
    },

    /** `permissions` are names, rooms (`services.*`) or `*`. */
    async create(actor: Actor, input: { name: string; permissions: readonly string[] }): Promise<Role> {
      authorize(actor, 'access.write')
      const role = { name: requireText('role name', input.name, 64), permissions: requirePatterns(input.permissions) }
      return change(async (tx) => {
        const id = await tx.access.roles.insert(role, tx.at)
        if (id === undefined) throw new Invalid('role name', 'a name that no other role has', role.name)
        await record(tx, actor, {
          kind: 'role.created',
          subjectId: id,
          description: `Created role ${role.name}`,
          changes: { permissions: [null, role.permissions] },
        })
        return { id, ...role, createdAt: tx.at }
      })
    },

    async setPermissions(actor: Actor, id: number, permissions: readonly string[]): Promise<Role> {
      authorize(actor, 'access.write')
      const patterns = requirePatterns(permissions)
      return change(async (tx) => {
        const role = await tx.access.roles.lock(id)
        if (!role) throw new NotFound('role', id)
        await tx.access.roles.setPermissions(id, patterns)
        await record(tx, actor, {
          kind: 'role.updated',
          subjectId: id,
          description: `Changed the permissions of role ${role.name}`,
          changes: { permissions: [role.permissions, patterns] },
        })
        return { ...role, permissions: patterns }
      })
    },
  }
}

/** At least one, each of which names a right, so that no role is made of misspellings. */
function requirePatterns(patterns: readonly string[]): string[] {
  const unique = [...new Set(patterns)].sort()
  if (unique.length === 0) throw new Invalid('permissions', 'at least one permission', [])
  const unknown = unique.find((pattern) => !isPermissionPattern(pattern))
  if (unknown !== undefined) throw new Invalid('permissions', 'names such as services.read, services.* or *', unknown)
  return unique
}
