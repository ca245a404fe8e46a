import type { StoredBackup } from './target/target.ts'

/** However old they are: an installation whose backups fail keeps what it has. */
const ALWAYS_KEPT = 3
const DAY_MS = 86_400_000

/** Those that retention takes away. */
export function outdated(backups: readonly StoredBackup[], keepDays: number, now: Date): StoredBackup[] {
  const newestFirst = [...backups].sort((a, b) => (a.name < b.name ? 1 : -1))
  return newestFirst.slice(ALWAYS_KEPT).filter(({ takenAt }) => now.getTime() - takenAt.getTime() > keepDays * DAY_MS)
}
