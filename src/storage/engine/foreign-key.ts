import { Refusal } from '../../base/refusal.ts'

/** What PostgreSQL and SQLite say of a row that names one that is not there, or of one that goes and is named. */
const BROKEN = new Set(['23503', 'SQLITE_CONSTRAINT_FOREIGNKEY'])

/**
 * Verbs look before they write, so this is somebody else's doing in between: they deleted what is named here, or named
 * what is deleted here. Nothing was written.
 */
export function refuseBrokenReference(cause: unknown): void {
  if (!(cause instanceof Error && 'code' in cause && BROKEN.has(String(cause.code)))) return
  throw new Refusal(
    'conflict',
    'Somebody else deleted what this needs, or began to use what this deletes',
    {},
    { hint: 'Read it again and repeat the change', cause },
  )
}
