/**
 * What may be wrong with where things are kept, whichever database or disk it is. The one table of it: callers are asked to
 * come again after so many seconds, and are told no more than these words.
 */
export const TROUBLES = {
  full: {
    says: 'The disk is full',
    retrySeconds: 30,
    mend: 'Make room on the disk of the database and of the data folder',
  },
  read_only: {
    says: 'The database takes no writes',
    retrySeconds: 5,
    mend: 'Is this a standby, or is its disk read-only? Name the primary in --database-url',
  },
  lost: {
    says: 'The database does not answer',
    retrySeconds: 2,
    mend: 'Does the server run, and is the way to it open?',
  },
  crowded: {
    says: 'The database has no room for more work',
    retrySeconds: 2,
    mend: 'Has it connections and memory left?',
  },
  slow: {
    says: 'The database took too long',
    retrySeconds: 5,
    mend: 'Look at what it does: pg_stat_activity, and its disk',
  },
  busy: { says: 'Many write to the same', retrySeconds: 1, mend: 'Do many write to the same rows?' },
  damaged: {
    says: 'The database is damaged',
    retrySeconds: 60,
    mend: 'Run provisor check; restore a backup if it says so, and look at the disk',
  },
  gone: {
    says: 'The file of the database is gone',
    retrySeconds: 60,
    mend: 'Leave the server running and copy its open files from /proc/<pid>/fd first (docs/failures.md), then restore a backup',
  },
  refused: {
    says: 'The database refuses this server',
    retrySeconds: 5,
    mend: 'Are user, password, name and rights in --database-url still right?',
  },
  disk: { says: 'The disk fails', retrySeconds: 30, mend: 'Look at the disk, and at the log of the system' },
} as const satisfies Record<string, { says: string; retrySeconds: number; mend: string }>

export type Trouble = keyof typeof TROUBLES

/** By what the driver, the database or the system calls it; the first that fits. */
const CODES: readonly (readonly [RegExp, Trouble])[] = [
  // SQLite
  [/^SQLITE_FULL$/, 'full'],
  [/^SQLITE_READONLY(_\w+)?$/, 'read_only'],
  [/^SQLITE_(BUSY|LOCKED)(_\w+)?$/, 'busy'],
  [/^SQLITE_(CORRUPT|NOTADB)(_\w+)?$/, 'damaged'],
  [/^SQLITE_IOERR_(SHORT_READ|CORRUPTFS|DATA)$/, 'damaged'],
  [/^SQLITE_NOMEM$|^SQLITE_IOERR_NOMEM$/, 'crowded'],
  [/^SQLITE_CANTOPEN(_\w+)?$/, 'lost'],
  [/^SQLITE_IOERR(_\w+)?$/, 'disk'],
  [/^SQLITE_(PERM|AUTH)(_\w+)?$/, 'refused'],
  // PostgreSQL
  [/^53100$/, 'full'],
  [/^25006$/, 'read_only'],
  [/^53/, 'crowded'],
  [/^(57014|55P03|25P04)$/, 'slow'],
  [/^(40001|40P01)$/, 'busy'],
  [/^(XX001|XX002|58P01|58P02)$/, 'damaged'],
  [/^58/, 'disk'],
  [/^(08|57P|25P03)/, 'lost'],
  [/^(28|3D000|42501)/, 'refused'],
  // The system, which every face has in common: files and sockets.
  [/^(ENOSPC|EDQUOT|EFBIG)$/, 'full'],
  [/^EROFS$/, 'read_only'],
  [/^EIO$/, 'disk'],
  [/^(EMFILE|ENFILE|ENOMEM|ENOBUFS)$/, 'crowded'],
  [
    /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN)|ENOTFOUND|EAI_AGAIN|EADDRNOTAVAIL)$/,
    'lost',
  ],
]

/** What the driver of PostgreSQL says without a code: the connection went, or there was none in time. */
const LOST_WORDS =
  /^(Connection terminated|timeout expired|Client (was closed and|has encountered a connection error and) is not queryable|Cannot use a pool after calling end|The server does not support SSL|Query read timeout)/

/** Of the pool, all of whose connections are in use. */
const CROWDED_WORDS = /^timeout exceeded when trying to connect/

/** Undefined where the statement, and so our code, is at fault. */
export function troubleOf(cause: unknown): Trouble | undefined {
  if (!(cause instanceof Error)) return undefined
  if ('code' in cause && typeof cause.code === 'string') {
    const { code } = cause
    return CODES.find(([pattern]) => pattern.test(code))?.[1]
  }
  return LOST_WORDS.test(cause.message) ? 'lost' : CROWDED_WORDS.test(cause.message) ? 'crowded' : undefined
}
