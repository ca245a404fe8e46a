import { makeFloodLimit } from './flood-limit.ts'
import { makeInterval } from './interval.ts'
import type { Log } from './log.ts'

/** So many lines about one thing an hour, and in all so many at once and then a minute. */
const ALLOWED = { perKey: 30, atOnce: 300, perMinute: 60 }
const WINDOW_MS = 3_600_000
const LOOK_MS = 60_000

/** Lines of which there may be very many when something is down: the rest is counted, and told every hour and at the end. */
export function makeLimitedLog(log: Pick<Log, 'info'>, now: () => number = () => performance.now()) {
  const limit = makeFloodLimit({ ...ALLOWED, now })
  let windowEndsAt = now() + WINDOW_MS

  function endWindow(): void {
    windowEndsAt = now() + WINDOW_MS
    const { most, others } = limit.endWindow()
    for (const { key, times } of most) log.info({ of: key, times }, 'more lines were left out')
    if (others.times > 0) log.info({ times: others.times }, 'more lines were left out, of other things')
  }

  const rounds = makeInterval(async () => {
    if (now() >= windowEndsAt) endWindow()
  })

  return {
    /** `key` is what it is about. */
    info(key: string, facts: Readonly<Record<string, unknown>>, message: string): void {
      if (limit.take(key)) log.info(facts, message)
    },
    start: (): void => rounds.start(LOOK_MS, () => {}),
    async stop(): Promise<void> {
      await rounds.stop()
      endWindow()
    },
  }
}

export type LimitedLog = ReturnType<typeof makeLimitedLog>
