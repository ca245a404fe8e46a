/** What keeps a lane from going faster. `share`: others of its account take turns with it; `worker`: whoever takes its jobs. */
type Limit = 'rate' | 'concurrency' | 'share' | 'window' | 'worker'

/** Null is "no limit", as in the settings of a lane. */
export type LanePace = { readonly startsPerSecond: number | null; readonly concurrency: number | null }

/** What was seen of a lane lately. */
export type Measured = {
  /** How long a turn took; null when none ended. */
  readonly meanRunMs: number | null
  /** Begun in a second while something waited all the time; null when it did not. */
  readonly begunPerSecond: number | null
  /** Whether others of its parent have work too. */
  readonly sharing: boolean
}

/** When the lane may begin jobs: the first such time that ends after `at`. `closes` may be infinite. */
export type Opening = (at: number) => { opens: number; closes: number }

export type Forecast = {
  /** When the last of what waits now has begun; null when that cannot be said, or never comes. */
  readonly emptyAt: number | null
  /** While it may begin; null when nothing limits it that is known. */
  readonly perSecond: number | null
  readonly limitedBy: Limit
  /** How many run at once at this rate; null without a rate, or when no turn has ended lately. */
  readonly needsAtOnce: number | null
}

/** Slower than its limits allow by more than this is slow for another reason. */
const NEARLY = 0.9
/** Then it is too far away to tell. */
const MOST_OPENINGS = 1000

/** How it goes on at the pace `wanted`, from what was measured at the pace that it has `now`. */
export function forecast(
  waiting: number,
  wanted: LanePace,
  present: LanePace,
  measured: Measured,
  start: { from: number; opening: Opening },
): Forecast {
  const { startsPerSecond } = wanted
  const { meanRunMs } = measured
  const { perSecond, limitedBy } = paceOf(wanted, present, measured)
  const needsAtOnce =
    startsPerSecond === null || meanRunMs === null ? null : Math.max(1, Math.ceil((startsPerSecond * meanRunMs) / 1000))
  const emptyAt = waiting === 0 ? start.from : perSecond === null ? null : endOf((waiting / perSecond) * 1000, start)
  const isCut = emptyAt !== null && waiting > 0 && emptyAt > start.from + Math.ceil((waiting / perSecond!) * 1000)
  return { emptyAt, perSecond, limitedBy: isCut ? 'window' : limitedBy, needsAtOnce }
}

function paceOf(wanted: LanePace, present: LanePace, measured: Measured): Pick<Forecast, 'perSecond' | 'limitedBy'> {
  const own = limitOf(wanted, measured)
  const { begunPerSecond, sharing } = measured
  const allowed = limitOf(present, measured).perSecond
  const isSlow = begunPerSecond !== null && (allowed === null || begunPerSecond < allowed * NEARLY)
  if (isSlow && (own.perSecond === null || begunPerSecond < own.perSecond))
    return { perSecond: begunPerSecond, limitedBy: sharing ? 'share' : 'worker' }
  return own
}

/** By its own settings. */
function limitOf({ startsPerSecond, concurrency }: LanePace, { meanRunMs }: Measured) {
  const atOnce =
    concurrency === 0
      ? 0
      : concurrency === null || meanRunMs === null
        ? null
        : (concurrency * 1000) / Math.max(1, meanRunMs)
  if (atOnce !== null && (startsPerSecond === null || atOnce < startsPerSecond))
    return { perSecond: atOnce, limitedBy: 'concurrency' } as const
  if (startsPerSecond !== null) return { perSecond: startsPerSecond, limitedBy: 'rate' } as const
  return { perSecond: null, limitedBy: concurrency === null ? 'worker' : 'concurrency' } as const
}

/** After so much time in which it may begin. */
function endOf(ms: number, { from, opening }: { from: number; opening: Opening }): number | null {
  if (!Number.isFinite(ms)) return null
  let [at, left] = [from, Math.ceil(ms)]
  for (let n = 0; n < MOST_OPENINGS; n++) {
    const { opens, closes } = opening(at)
    at = Math.max(at, opens)
    if (left <= closes - at) return Number.isSafeInteger(at + left) ? at + left : null
    // An opening may be in the hour that summer time leaves out.
    left -= Math.max(0, closes - at)
    at = Math.max(at, closes)
  }
  return null
}
