import type { WallClock } from '../../base/wall-clock.ts'

/** `YYYY-MM-DD_hh:mm:ss` in the installation's zone; null for none. */
export function wallText(wallClock: WallClock, instant: number): string
export function wallText(wallClock: WallClock, instant: number | null): string | null
export function wallText(wallClock: WallClock, instant: number | null): string | null {
  return instant === null ? null : wallClock.format(instant).replace(' ', '_')
}

/** The same text, or seconds since the epoch; undefined for anything else. */
export function parseInstant(wallClock: WallClock, text: string): number | undefined {
  if (/^\d{1,11}(\.\d{1,6})?$/.test(text)) return Math.round(Number(text) * 1000)
  return wallClock.parse(text.replace('_', ' '))
}
