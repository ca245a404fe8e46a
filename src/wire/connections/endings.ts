import type { Log } from '../../base/log.ts'

/** Why connections were ended by us, or not let in; and what the log says where an operator can do something about it. */
const ENDINGS = {
  refused: 'connection refused: there are too many. A proxy belongs into --trusted-proxies',
  silent: undefined,
  late_head: undefined,
  malformed: undefined,
  pipelined: undefined,
  slow_sender: 'request cut: it comes too slowly',
  slow_reader: 'answer cut: nobody reads it',
} as const

export type Ending = keyof typeof ENDINGS

const TELL_AGAIN_MS = 60_000

/** Counts them, and tells of each kind once a minute at most: strangers can have as many as they like. */
export function makeEndings(log: Log) {
  const counts = new Map(Object.keys(ENDINGS).map((why) => [why as Ending, 0]))
  const told = new Map<Ending, { at: number; others: number }>()
  return {
    counts: counts as ReadonlyMap<Ending, number>,
    add(why: Ending, now: number, facts: Readonly<Record<string, unknown>> = {}): void {
      counts.set(why, counts.get(why)! + 1)
      const message = ENDINGS[why]
      if (message === undefined) return
      const last = told.get(why)
      if (last && now - last.at < TELL_AGAIN_MS) {
        last.others++
        return
      }
      told.set(why, { at: now, others: 0 })
      log.warn({ ...facts, ...(last && last.others > 0 && { others: last.others }) }, message)
    },
  }
}
