import { requireLines } from '../../base/checks.ts'
import { Invalid } from '../../base/refusal.ts'
import { LONGEST_NOTES } from '../project-details.ts'
import type { ProjectSettingValues } from '../setting.ts'
import { requireEntry } from '../words.ts'
import { LONGEST_SECONDS } from './duration.ts'
import { TIME_LOG_STATES, type TimeLog, type TimeLogChanges } from './time-log.ts'

/** When it was, or that it runs. Whole seconds: what stands between start and stop is what was worked. */
export type Times = Pick<TimeLog, 'state' | 'startedAt' | 'stoppedAt' | 'elapsedSeconds'>

const LATEST = Date.UTC(9999, 11, 1)

/** A new log. A duration alone has just ended; neither stop nor duration is a watch that runs. */
export function newTimes(given: TimeLogChanges, now: number): Times {
  const { durationSeconds, stoppedAt, state } = checkedTimes(given)
  const worked = durationSeconds ?? 0
  const startedAt = wholeSeconds(given.startedAt ?? (stoppedAt ?? now) - worked * 1000)
  if (durationSeconds !== undefined) return stopped(startedAt, startedAt + worked * 1000)
  if (stoppedAt !== undefined) return stopped(startedAt, stoppedAt)
  if (state === 'complete') return stopped(startedAt, Math.max(startedAt, now))
  if (startedAt > now) throw new Invalid('startedAt', 'an instant that has come, since the watch runs')
  return { state: 'active', startedAt, stoppedAt: null, elapsedSeconds: 0 }
}

/** The times after a change; a running watch stops where a stop, a duration or the state `complete` is given. */
export function changedTimes(before: Times, given: TimeLogChanges, now: number): Times {
  const { durationSeconds, stoppedAt, state } = checkedTimes(given)
  const startedAt = given.startedAt === undefined ? before.startedAt : wholeSeconds(given.startedAt)
  if (durationSeconds !== undefined) return stopped(startedAt, startedAt + durationSeconds * 1000)
  if (stoppedAt !== undefined) return stopped(startedAt, stoppedAt)
  if (before.stoppedAt !== null) {
    if (state === 'active') throw new Invalid('state', 'complete: what has stopped is not started again', state)
    return stopped(startedAt, before.stoppedAt)
  }
  if (state === 'complete') return stopped(startedAt, Math.max(startedAt, now))
  if (startedAt > now) throw new Invalid('startedAt', 'an instant that has come, since the watch runs')
  return { ...before, startedAt }
}

function checkedTimes({ durationSeconds, stoppedAt, startedAt, state }: TimeLogChanges) {
  if (state !== undefined && !TIME_LOG_STATES.includes(state))
    throw new Invalid('state', TIME_LOG_STATES.join(' or '), state)
  for (const [field, instant] of Object.entries({ startedAt, stoppedAt }))
    if (instant !== undefined && !(instant >= 0 && instant < LATEST))
      throw new Invalid(field, 'an instant from 1970 on', instant)
  if (durationSeconds !== undefined && !(Number.isInteger(durationSeconds) && durationSeconds >= 0))
    throw new Invalid('durationSeconds', 'a whole number of seconds, 0 or more', durationSeconds)
  if (durationSeconds !== undefined && stoppedAt !== undefined)
    throw new Invalid('durationSeconds', 'either it or a stop', durationSeconds)
  const ends = durationSeconds !== undefined || stoppedAt !== undefined
  if (ends && state === 'active') throw new Invalid('state', 'complete, since it has an end', state)
  return { durationSeconds, stoppedAt, state }
}

function stopped(startedAt: number, stop: number): Times {
  const stoppedAt = wholeSeconds(stop)
  if (stoppedAt < startedAt) throw new Invalid('stoppedAt', 'an instant at or after the start')
  const elapsedSeconds = (stoppedAt - startedAt) / 1000
  if (elapsedSeconds > LONGEST_SECONDS) throw new Invalid('durationSeconds', 'a year at most', elapsedSeconds)
  return { state: 'complete', startedAt, stoppedAt, elapsedSeconds }
}

const wholeSeconds = (instant: number) => Math.floor(instant / 1000) * 1000

/** The rest of what a person may write. */
export function checkedTimeLog(
  settings: ProjectSettingValues,
  { note, type, billable, staffId }: TimeLogChanges,
  presentType = '',
): Partial<Pick<TimeLog, 'note' | 'type' | 'billable' | 'staffId'>> {
  return {
    ...(note !== undefined && { note: requireLines('note', note, LONGEST_NOTES) }),
    ...(type !== undefined && { type: requireEntry('type', settings['timelog.timelog_type'], type, presentType) }),
    ...(billable !== undefined && { billable }),
    ...(staffId !== undefined && { staffId }),
  }
}
