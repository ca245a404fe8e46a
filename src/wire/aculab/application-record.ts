import type { WallClock } from '../../base/wall-clock.ts'
import type { ApplicationStatus } from '../../outbound/starts/start.ts'
import { wallText } from './wall-text.ts'

/**
 * The application data record of a run. Of what costs money or belongs to telephony there is nothing here: those members
 * are zero, because clients that add them up must find numbers.
 */
export function applicationRecord(wallClock: WallClock, { start, service }: ApplicationStatus) {
  const { instanceId, startedAt, finishedAt } = start
  return {
    application_instance_id: instanceId,
    application_name: service?.applicationName ?? service?.name ?? '',
    start_time: seconds(startedAt),
    start_datetime: wallText(wallClock, startedAt),
    stop_time: seconds(finishedAt),
    stop_datetime: wallText(wallClock, finishedAt),
    duration: startedAt === null || finishedAt === null ? null : (finishedAt - startedAt) / 1000,
    tts_seconds: 0,
    tts_unit_cost: 0,
    extra_channel_count: 0,
    fax: 'false',
    platform_cost: 0,
    extra_cost: 0,
    pstn_cost: 0,
  }
}

const seconds = (instant: number | null): number | null => (instant === null ? null : instant / 1000)
