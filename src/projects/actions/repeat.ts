import type { Actor } from '../../access/actor.ts'
import { addDays } from '../../base/calendar.ts'
import { Invalid } from '../../base/refusal.ts'
import { announceAction } from '../announce.ts'
import type { ProjectTx } from '../parts.ts'
import type { ProjectSettingValues } from '../setting.ts'
import type { ActionNode } from '../store.ts'
import { deleteTree } from './delete-action.ts'
import { placeBelow } from './place-action.ts'
import { MOST_OCCURRENCES, occurrences, type Rule } from './recurrence.ts'
import { rollUp } from './roll-up.ts'
import { lengthOf } from './spans.ts'

/**
 * Makes the tasks of an action that repeats, all at once, below it; it becomes their summary. Of those of an earlier
 * rule, it keeps what falls on a day of this one, and what somebody has begun.
 */
export async function repeat(
  tx: ProjectTx,
  actor: Actor,
  id: number,
  rule: Rule,
  settings: ProjectSettingValues,
): Promise<void> {
  const summary = (await tx.actions.node(id))!
  if (summary.recurParentId !== null) throw new Invalid('recurRule', 'nothing: the action is an occurrence itself')
  const days = occurrences(rule, summary.startOn!, settings['action.default_recurdays'])
  if (days.length === 0 || days.length > MOST_OCCURRENCES)
    throw new Invalid(
      'recurRule',
      `a rule that gives 1 to ${MOST_OCCURRENCES} days from the start on`,
      summary.recurRule,
    )

  const planned = new Set<string>(days)
  const kept = new Set<string>()
  for (const earlier of await occurrencesOf(tx, summary)) {
    if (earlier.startOn !== null && planned.has(earlier.startOn)) kept.add(earlier.startOn)
    else if (isUntouched(earlier)) await deleteTree(tx, settings, (await tx.actions.node(earlier.id))!, [earlier.id])
  }
  const missing = days.filter((day) => !kept.has(day))
  if (missing.length === 0) return
  const { above, depth, last } = await placeBelow(tx, settings, { projectId: summary.projectId, parentId: id })
  const {
    childCount: _c,
    childrenComplete: _s,
    elapsedSeconds: _e,
    level: _l,
    clientAccessEffective: _a,
    ...shared
  } = summary
  const length = lengthOf(summary)
  for (const [index, startOn] of missing.entries())
    await tx.actions.insert(
      {
        ...shared,
        id: undefined,
        parentId: id,
        recurParentId: id,
        depth,
        position: last + index + 1,
        complete: 0,
        clientAccess: 'inherit',
        startOn,
        finishOn: addDays(startOn, length),
        frequency: 'none',
        recurRule: '',
        queueEntryId: null,
      },
      tx.at,
    )
  const project = (await tx.projects.lock(summary.projectId))!
  const span = { startOn: missing[0]!, finishOn: addDays(missing.at(-1)!, length) }
  await rollUp(tx, settings, { above, project }, { children: missing.length, actions: missing.length, span })
  const words = missing.length === 1 ? '1 occurrence' : `${missing.length} occurrences`
  await announceAction(tx, actor, summary, project, { kind: 'action.repeated', words: `has ${words} more` })
}

async function occurrencesOf(tx: ProjectTx, { id, projectId }: ActionNode): Promise<ActionNode[]> {
  return (await tx.actions.tree(projectId)).filter(({ recurParentId }) => recurParentId === id)
}

const isUntouched = ({ complete, elapsedSeconds, childCount }: ActionNode): boolean =>
  complete === 0 && elapsedSeconds === 0 && childCount === 0
