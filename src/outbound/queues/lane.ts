import type { Lane, LaneSettings } from '../../jobs/lanes/lane.ts'
import { opensAt } from '../services/calling-window.ts'
import type { OutboundService, RunnerName, ServiceSettings } from '../services/service.ts'
import type { LaneField, ServiceRow } from '../store.ts'

/** A lane for each service; by the kind of lane its workers are found. */
export const laneKind = (runner: RunnerName): string => `outbound.${runner}`
export const LANE_KINDS: readonly string[] = (['http', 'worker', 'demonstration'] as const).map(laneKind)

export const laneName = (serviceId: number): string => `outbound:${serviceId}`

/** The lanes of one account share what there is among themselves. */
export const laneParent = (accountId: number): string => `account:${accountId}`

/** An application that does not answer is asked again when it may have recovered. */
const BREAKER = { breakAfter: 10, breakForMs: 30_000 }

export const laneSettings = (
  settings: ServiceSettings,
  runner: RunnerName,
  now: number,
): Pick<LaneSettings, LaneField | 'notBefore' | 'onLost' | 'breakAfter' | 'breakForMs'> => ({
  startsPerSecond: settings.startsPerSecond,
  concurrency: settings.concurrency,
  queueLimit: settings.queueLimit,
  expireAfterMs: settings.expireAfterMs,
  weight: settings.weight,
  notBefore: notBefore(settings, now),
  onLost: settings.onLost === 'fail' ? 'fail' : 'retry',
  ...(runner === 'http' ? BREAKER : { breakAfter: null, breakForMs: BREAKER.breakForMs }),
})

/** Null while the calling window is open. */
export function notBefore({ callingWindow }: Pick<ServiceSettings, 'callingWindow'>, now: number): number | null {
  const at = opensAt(callingWindow, now)
  return at > now ? at : null
}

export const standsStill = ({ paused, enabled }: Pick<ServiceSettings, 'paused' | 'enabled'>): boolean =>
  paused || !enabled

export function toService({ passwordDigest: _, ...row }: ServiceRow, lane: Lane): OutboundService {
  const { startsPerSecond, concurrency, queueLimit, expireAfterMs, weight } = lane
  return { ...row, startsPerSecond, concurrency, queueLimit, expireAfterMs, weight }
}
