import { EVENT_KINDS } from '../events/kinds/all.ts'
import type { SealedEvent } from '../events/store.ts'

/** What somebody wants to hear of. All that is given must fit. */
export type FeedFilter = {
  /** `service.suspended`, or `service.*`; nothing is all. */
  readonly kinds?: readonly string[] | undefined
  readonly subjectId?: number | undefined
  readonly clientId?: number | undefined
}

/** Whether a kind is one of these, or one that begins like `service.*`. */
const isOneOf = (kinds: readonly string[] | undefined, kind: string): boolean =>
  !kinds || kinds.some((wanted) => wanted === kind || wanted === `${kind.slice(0, kind.indexOf('.'))}.*`)

export const fits = ({ kinds, subjectId, clientId }: FeedFilter, event: SealedEvent): boolean =>
  isOneOf(kinds, event.kind) &&
  (subjectId === undefined || event.subjectId === subjectId) &&
  (clientId === undefined || event.clientId === clientId)

/** Whether there is such a kind, or there are kinds of such a noun: a misspelt one would be waited for in vain. */
export const isKindPattern = (pattern: string): boolean =>
  Object.keys(EVENT_KINDS).some((kind) => isOneOf([pattern], kind))
