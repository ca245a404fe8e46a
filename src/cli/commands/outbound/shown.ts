import type { Result } from '../../../local/connect.ts'
import { table, when } from '../../output.ts'

export type ShownQueue = Result<'outbound.list'>[number]

/** What changes stands first: a narrow screen cuts off the rest. */
const COLUMNS = ['SERVICE', 'WAITING', 'RUNNING', 'STATE', 'RATE', 'AT ONCE', 'DONE IN', 'ACCOUNT']

export const queueTable = (queues: readonly ShownQueue[]): string =>
  table(
    COLUMNS,
    queues.map((queue) => [
      queue.service,
      queue.waiting,
      queue.running,
      stateText(queue),
      rateText(queue.startsPerSecond),
      queue.concurrency ?? 'no limit',
      remaining(queue),
      queue.account,
    ]),
  )

/** Why nothing begins, or that something does. */
export const stateText = ({ state, opensAt }: Pick<ShownQueue, 'state' | 'opensAt'>): string =>
  state === 'calling-window' ? `closed until ${when(opensAt)}` : state

export const rateText = (perSecond: number | null): string => (perSecond === null ? 'no limit' : `${perSecond}/s`)

/** How long what waits takes at the rate, when that is all that holds it up. */
function remaining({ state, waiting, startsPerSecond }: ShownQueue): string {
  if (waiting === 0 || startsPerSecond === null || state !== 'running') return '-'
  const seconds = Math.ceil(waiting / startsPerSecond)
  if (seconds < 60) return `${seconds} s`
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3600)} h`
}
