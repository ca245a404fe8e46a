import type { Role } from '@provisor/client'
import { markOf, RIGHTS, type Right, rightsOf } from './rights.ts'

/** A role as it is to become. */
export type Draft = Pick<Role, 'requiresSecondFactor'> & {
  readonly roleId: number
  readonly permissions: readonly string[]
}

export const draftOf = ({ id, permissions, requiresSecondFactor }: Role): Draft => ({
  roleId: id,
  permissions,
  requiresSecondFactor,
})

export const isRightChanged = (role: Role, draft: Draft, right: Right): boolean =>
  (markOf(role.permissions, right) === 'given') !== (markOf(draft.permissions, right) === 'given')

/** What the role gains and loses by it. */
export function differenceOf(role: Role, draft: Draft): { gained: readonly Right[]; lost: readonly Right[] } {
  const changed = RIGHTS.filter((right) => isRightChanged(role, draft, right))
  const after = new Set(rightsOf(draft.permissions))
  return { gained: changed.filter((right) => after.has(right)), lost: changed.filter((right) => !after.has(right)) }
}

export const isChanged = (role: Role, draft: Draft): boolean =>
  role.requiresSecondFactor !== draft.requiresSecondFactor || RIGHTS.some((right) => isRightChanged(role, draft, right))

export const changesOf = (role: Role, { permissions, requiresSecondFactor }: Draft) => ({
  ...(RIGHTS.some((right) => isRightChanged(role, { roleId: role.id, permissions, requiresSecondFactor }, right)) && {
    permissions: [...permissions],
  }),
  ...(role.requiresSecondFactor !== requiresSecondFactor && { requiresSecondFactor }),
})
