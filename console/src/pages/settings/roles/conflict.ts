import type { Role } from '@provisor/client'
import { type Draft, draftOf } from './draft.ts'
import { markOf, RIGHTS, type Right, withRight } from './rights.ts'

/** A draft, and the role as somebody else left it meanwhile. */
export type Conflict = { readonly draft: Draft; readonly theirs: Role }

/** The second factor, or a right. */
export type DifferingField = { readonly key: Right | 'factor'; readonly theirs: boolean; readonly isMine: boolean }

const has = ({ permissions }: Pick<Draft, 'permissions'>, right: Right): boolean =>
  markOf(permissions, right) === 'given'

/** What the two would leave differently; either is or is not, so one of them changed it and the other did not. */
export function differingOf({ draft, theirs }: Conflict): readonly DifferingField[] {
  const { base } = draft
  const rights = RIGHTS.filter((right) => has(draft, right) !== has(theirs, right)).map((right) => ({
    ...{ key: right, theirs: has(theirs, right), isMine: has(theirs, right) === has(base, right) },
  }))
  if (draft.requiresSecondFactor === theirs.requiresSecondFactor) return rights
  const isMine = theirs.requiresSecondFactor === base.requiresSecondFactor
  return [...rights, { key: 'factor', theirs: theirs.requiresSecondFactor, isMine }]
}

/** Theirs, but for the fields of which mine holds. */
export function mergedOf({ draft, theirs }: Conflict, mine: ReadonlySet<string>): Draft {
  const rights = RIGHTS.filter((right) => mine.has(right))
  return {
    ...draftOf(theirs),
    permissions: rights.reduce<readonly string[]>(
      (patterns, right) => withRight(patterns, right, has(draft, right)),
      theirs.permissions,
    ),
    ...(mine.has('factor') && { requiresSecondFactor: draft.requiresSecondFactor }),
  }
}
