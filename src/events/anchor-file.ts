import { appendFile } from 'node:fs/promises'
import { makeInterval } from '../base/interval.ts'
import type { Background } from '../base/stopping.ts'
import type { Sealer } from './sealer.ts'

type Parts = {
  sealer: Pick<Sealer, 'anchor'>
  /** Empty for none. */
  path: string
  everyMs: number
  now(): number
  onFault(fault: unknown): void
}

/** Longest time between two looks at the clock, which may jump. */
const LOOK_MS = 60_000

/** Writes an anchor to a file every so often, and at the start: one a line, behind its instant. */
export function makeAnchorFile({ sealer, path, everyMs, now, onFault }: Parts): Background {
  let last = Number.NEGATIVE_INFINITY
  const rounds = makeInterval(async () => {
    const elapsed = performance.now() - last
    if (path === '' || elapsed < everyMs) return
    const anchor = await sealer.anchor()
    await appendFile(path, `${new Date(now()).toISOString()} ${anchor}\n`, { mode: 0o600 })
    last = performance.now()
  })
  return {
    name: 'anchors of the activity log',
    start: () => {
      if (path !== '') rounds.start(Math.min(everyMs, LOOK_MS), onFault, { atOnce: true })
    },
    stop: rounds.stop,
  }
}
