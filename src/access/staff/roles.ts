import { requireText } from '../../base/checks.ts'
import { merge, type Patch } from '../../base/merge.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import type { Transaction } from '../../base/transaction.ts'
import { changesBetween, record } from '../../events/event.ts'
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

    async get(actor: Actor, id: number): Promise<Role> {
      authorize(actor, 'access.read')
      const role = await read.access.roles.get(id)
      if (!role) throw new NotFound('role', id)
      return role
    },

    /** `permissions` are names, rooms (`services.*`) or `*`. */
    async create(
      actor: Actor,
      input: { name: string; permissions: readonly string[]; requiresSecondFactor?: boolean | undefined },
    ): Promise<Role> {
      authorize(actor, 'access.write')
      const role = {
        name: requireText('role name', input.name, 64),
        permissions: requirePatterns(input.permissions),
        requiresSecondFactor: input.requiresSecondFactor ?? false,
      }
      return change(async (tx) => {
        const id = await tx.access.roles.insert(role, tx.at)
        if (id === undefined) throw new Invalid('role name', 'a name that no other role has', role.name)
        await record(tx, actor, {
          kind: 'role.created',
          subjectId: id,
          description: `Created role ${role.name}`,
          changes: { permissions: [null, role.permissions] },
        })
        return { id, ...role, createdAt: tx.at, version: 1 }
      })
    },

    async update(
      actor: Actor,
      id: number,
      given: Patch<Pick<Role, 'permissions' | 'requiresSecondFactor'>>,
    ): Promise<Role> {
      authorize(actor, 'access.write')
      const changes = { ...given, ...(given.permissions && { permissions: requirePatterns(given.permissions) }) }
      return change(async (tx) => {
        const role = await tx.access.roles.lock(id)
        if (!role) throw new NotFound('role', id)
        const changed = changesBetween(role, changes)
        if (Object.keys(changed).length === 0) return role
        await tx.access.roles.update(id, changes)
        await record(tx, actor, {
          kind: 'role.updated',
          subjectId: id,
          description: `Changed role ${role.name}`,
          changes: changed,
        })
        return { ...merge(role, changes), version: role.version + 1 }
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
