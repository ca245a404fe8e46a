import type { Role } from '@provisor/client'
import { markOf, RIGHTS, type Right, rightsOf } from './rights.ts'

/** A role as it is to become, and as it was when somebody began to change it: others may change it meanwhile. */
export type Draft = Pick<Role, 'requiresSecondFactor'> & {
  readonly base: Role
  readonly permissions: readonly string[]
}

export const draftOf = (role: Role): Draft => ({
  base: role,
  permissions: role.permissions,
  requiresSecondFactor: role.requiresSecondFactor,
})

export const isRightChanged = (role: Role, draft: Pick<Draft, 'permissions'>, right: Right): boolean =>
  (markOf(role.permissions, right) === 'given') !== (markOf(draft.permissions, right) === 'given')

/** What the role gains and loses by it. */
export function differenceOf(role: Role, draft: Draft): { gained: readonly Right[]; lost: readonly Right[] } {
  const changed = RIGHTS.filter((right) => isRightChanged(role, draft, right))
  const after = new Set(rightsOf(draft.permissions))
  return { gained: changed.filter((right) => after.has(right)), lost: changed.filter((right) => !after.has(right)) }
}

export const isChanged = (draft: Draft): boolean => Object.keys(changesOf(draft)).length > 0

export const changesOf = ({ base, permissions, requiresSecondFactor }: Draft) => ({
  ...(RIGHTS.some((right) => isRightChanged(base, { permissions }, right)) && { permissions: [...permissions] }),
  ...(base.requiresSecondFactor !== requiresSecondFactor && { requiresSecondFactor }),
})
