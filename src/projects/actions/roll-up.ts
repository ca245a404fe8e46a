import type { CalendarDate } from '../../base/calendar.ts'
import type { ProjectTx } from '../parts.ts'
import type { ProjectSettingValues } from '../setting.ts'
import type { ActionNode, ActionSums, ProjectNode, ProjectSums, Sums } from '../store.ts'

/** What happened right below a node. */
export type Contribution = {
  /** More children, or fewer. */
  children?: number
  /** More or fewer points of completion, in sum over the children. */
  complete?: number
  /** More or fewer actions at any depth. */
  actions?: number
  elapsedSeconds?: number
  /** A span that the node is to cover. */
  span?: Span
}

export type Span = { startOn: CalendarDate | null; finishOn: CalendarDate | null }

/**
 * Tells everything above of what happened below, the nearest first, up to the project. Each has the plain mean of
 * its children's completion, their time in sum, and dates that cover theirs where the settings say so. Answers which
 * actions are complete by it.
 */
export async function rollUp(
  tx: ProjectTx,
  settings: ProjectSettingValues,
  { above, project }: { above: readonly ActionNode[]; project: ProjectNode },
  happened: Contribution,
): Promise<number[]> {
  let below = happened
  const completed: number[] = []
  for (const action of above) {
    const sums: Partial<ActionSums> = {
      ...summed(action, below),
      ...covering(settings['action.adjust_date'], action, below),
    }
    const complete = sums.complete ?? action.complete
    if (complete === 100 && action.complete < 100) completed.push(action.id)
    const status = statusAfter(settings, action, complete)
    if (status !== action.status) sums.status = status
    await tx.actions.rollUp(action.id, sums, tx.at)
    below = { ...below, children: 0, complete: complete - action.complete }
  }
  const sums: Partial<ProjectSums> = {
    ...summed(project, below),
    ...covering(settings['project.adjust_date'], project, below),
    ...(below.actions && { actionCount: project.actionCount + below.actions }),
  }
  await tx.projects.rollUp(project.id, sums, tx.at)
  return completed
}

/** What becomes complete takes the status for that, where there is one, and loses it again with its completion. */
export function statusAfter(
  settings: ProjectSettingValues,
  before: { status: string; complete: number },
  complete: number,
): string {
  const done = settings['action.status_oncomplete']
  if (done !== '' && complete === 100 && before.complete < 100) return done
  if (complete < 100 && before.complete === 100 && before.status === done) return ''
  return before.status
}

type Node = Sums & Span & { complete: number; elapsedSeconds: number }

/** A node that has lost its last child keeps its completion, which is its own again. */
function summed(
  node: Pick<Node, keyof Sums | 'complete' | 'elapsedSeconds'>,
  { children = 0, complete = 0, elapsedSeconds = 0 }: Contribution,
): Partial<Sums & { complete: number; elapsedSeconds: number }> {
  const childCount = node.childCount + children
  const childrenComplete = node.childrenComplete + complete
  return {
    ...(elapsedSeconds !== 0 && { elapsedSeconds: node.elapsedSeconds + elapsedSeconds }),
    ...((children !== 0 || complete !== 0) && {
      childCount,
      childrenComplete,
      complete: childCount === 0 ? node.complete : Math.round(childrenComplete / childCount),
    }),
  }
}

function covering(adjusts: boolean, node: Span, { span }: Contribution): Partial<Span> {
  if (!adjusts || !span) return {}
  const first = span.startOn ?? span.finishOn
  const last = span.finishOn ?? span.startOn
  return {
    ...(first !== null && (node.startOn === null || first < node.startOn) && { startOn: first }),
    ...(last !== null && (node.finishOn === null || last > node.finishOn) && { finishOn: last }),
  }
}
