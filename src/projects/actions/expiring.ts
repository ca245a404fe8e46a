import { SYSTEM } from '../../access/actor.ts'
import { addDays } from '../../base/calendar.ts'
import { record } from '../../events/event.ts'
import type { ProjectParts } from '../parts.ts'
import { readSettings } from '../setting.ts'

const AT_ONCE = 100

/** Tells of the actions that are about to finish, or should have, and are not complete: once for each finish. */
export function makeExpiring({ read, transaction, clock, wallClock }: ProjectParts) {
  /** Answers how many it told of. */
  async function tell(stopping: () => boolean = () => false): Promise<number> {
    const days = (await readSettings(read))['action.expiring_days']
    const through = addDays(wallClock.date(clock.now()), days)
    let told = 0
    while (true) {
      const some = await transaction(async (tx) => {
        const actions = await tx.actions.expiring(through, AT_ONCE)
        for (const { id, name, projectId, finishOn } of actions) {
          const { clientId } = (await tx.projects.get(projectId))!
          await tx.actions.toldExpiring(id, finishOn!)
          await record(tx, SYSTEM, {
            kind: 'action.deadline_approached',
            subjectId: id,
            clientId,
            description: `Action ${id} is to finish on ${finishOn}: ${name}`,
          })
        }
        return actions.length
      })
      told += some
      if (some < AT_ONCE || stopping()) return told
    }
  }

  return { tell }
}
