export const CLOCK_KINDS = {
  'clock.jumped':
    'The clock that the queue goes by was set forward or back, by more than five seconds at once. Told once for all nodes.',
} as const
