import type { BulkAction } from '@provisor/client'

type Counted = Pick<BulkAction, 'total' | 'succeeded' | 'failed' | 'skipped' | 'waiting'>

export const doneOf = ({ succeeded, failed, skipped }: Counted): number => succeeded + failed + skipped

/** In quarters, so that who hears it is not told of each one. */
export const quarterOf = (action: Counted): number =>
  action.total === 0 ? 100 : Math.floor((doneOf(action) * 4) / action.total) * 25

/** When the last one is done at the pace so far; unknown before the first, and of what stands still or has ended. */
export function endOf(
  action: Counted & Pick<BulkAction, 'state' | 'held' | 'committedAt'>,
  now: number,
): number | undefined {
  const done = doneOf(action)
  if (action.state !== 'running' || action.held !== '' || action.committedAt === null || done === 0) return undefined
  return now + ((now - Date.parse(action.committedAt)) / done) * action.waiting
}
