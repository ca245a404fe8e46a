export const DUTY_KINDS = {
  'backup.created': 'The backup of the day was made, and old ones were removed.',
  'schedule.failed': 'A run of a schedule failed. Told once, until it succeeds again; its fault is the description.',
  'schedule.late':
    'A schedule that was due has not ended for ten minutes: no node began it, or one hangs in it. Told once for each time.',
  'schedule.run_requested': 'Somebody asked for a run of a schedule by hand.',
} as const
