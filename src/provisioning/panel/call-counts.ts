import { makeCounts, makeCountsOfEach, makeDurations } from '../../base/measuring/counts.ts'
import type { TracedCall } from './trace.ts'

/** `refused` and `failed` are statuses from 400 and from 500 on; of a command `failed` is any other than 0. */
const CALL_ENDS = ['answered', 'refused', 'failed', 'unanswered'] as const
/** Of more servers the calls are counted together. */
const MOST_SERVERS = 200
const BOUNDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 240]

/** Calls of this process to panels, by server. */
export const panelCalls = makeCountsOfEach(MOST_SERVERS, () => ({
  ends: makeCounts(CALL_ENDS),
  durations: makeDurations(BOUNDS),
}))

type Call = Pick<TracedCall, 'method' | 'end' | 'status' | 'durationMs'>

export function countCall(serverId: number, call: Call): void {
  const { ends, durations } = panelCalls.of(serverId)
  ends.add(endOf(call))
  durations.add(call.durationMs / 1000)
}

function endOf({ method, end, status }: Call): (typeof CALL_ENDS)[number] {
  if (end !== 'answered' || status === null) return 'unanswered'
  if (method === 'RUN') return status === 0 ? 'answered' : 'failed'
  if (status < 400) return 'answered'
  return status < 500 ? 'refused' : 'failed'
}
