import { type Actor, may } from '../access/actor.ts'
import type { Permission } from '../access/permissions.ts'
import { Refusal } from '../base/refusal.ts'
import { READ_RIGHTS } from '../events/kinds/rights.ts'
import type { EventNoun } from '../events/kinds.ts'
import type { EventRow } from '../events/store.ts'

/** The nouns of whose records each person sees a part. */
export type Looks = Partial<Record<EventNoun, Look>>

type Look = {
  /** Looks at a record as the actor: refuses where it is not for them, or is no more. */
  readonly get: (actor: Actor, id: number) => Promise<unknown>
  /** Who has this right sees all of them. */
  readonly all?: Permission
}

/** What of an event decides who may know of it. */
type Told = Pick<EventRow, 'subject' | 'subjectId' | 'actorKind' | 'actorId'>

const RIGHTS: Readonly<Record<EventNoun, Permission>> = READ_RIGHTS

/**
 * Which of these events the actor may know of: the right that reads the noun first, then the record itself where not all
 * of them are for everybody. Of a record that is gone hears who did it, and who sees every one of its kind.
 */
export function makeSeen(looks: Looks) {
  return async function seen<E extends Told>(actor: Actor, events: readonly E[]): Promise<E[]> {
    const looked = new Map<string, Promise<boolean>>()

    function isVisible({ subject, subjectId, actorKind, actorId }: E): boolean | Promise<boolean> {
      const right = RIGHTS[subject as EventNoun]
      // A kind of a version to come, after a rollback: nobody can say who may hear of it.
      if (!right || !may(actor, right)) return false
      const look = looks[subject as EventNoun]
      if (!look || (look.all && may(actor, look.all))) return true
      if (actorKind === actor.kind && actorId === actor.id) return true
      const key = `${subject} ${subjectId}`
      const known = looked.get(key) ?? isThere(look.get(actor, subjectId))
      looked.set(key, known)
      return known
    }

    const visible: E[] = []
    for (const event of events) if (await isVisible(event)) visible.push(event)
    return visible
  }
}

const isThere = (looking: Promise<unknown>): Promise<boolean> =>
  looking.then(
    () => true,
    (failure) => {
      if (failure instanceof Refusal) return false
      throw failure
    },
  )
