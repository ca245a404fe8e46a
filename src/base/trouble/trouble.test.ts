import { describe, expect, test } from 'vitest'
import { refuseTrouble, StorageFault } from '../fault.ts'
import { TROUBLES, type Trouble, troubleOf } from './trouble.ts'

/** Every code that was seen or is documented, of both engines and of the system. */
const ROWS: readonly (readonly [string, Trouble | undefined])[] = [
  ['SQLITE_FULL', 'full'],
  ['SQLITE_READONLY', 'read_only'],
  ['SQLITE_READONLY_DBMOVED', 'read_only'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_BUSY_SNAPSHOT', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_CORRUPT_INDEX', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_IOERR_SHORT_READ', 'damaged'],
  ['SQLITE_IOERR_WRITE', 'disk'],
  ['SQLITE_IOERR_FSYNC', 'disk'],
  ['SQLITE_IOERR', 'disk'],
  ['SQLITE_IOERR_NOMEM', 'crowded'],
  ['SQLITE_NOMEM', 'crowded'],
  ['SQLITE_CANTOPEN', 'lost'],
  ['SQLITE_PERM', 'refused'],
  ['SQLITE_CONSTRAINT_UNIQUE', undefined],
  ['SQLITE_ERROR', undefined],
  ['08000', 'lost'],
  ['08006', 'lost'],
  ['08P01', 'lost'],
  ['25006', 'read_only'],
  ['25P03', 'lost'],
  ['25P02', undefined],
  ['28000', 'refused'],
  ['28P01', 'refused'],
  ['3D000', 'refused'],
  ['40001', 'busy'],
  ['40P01', 'busy'],
  ['42501', 'refused'],
  ['42601', undefined],
  ['42P01', undefined],
  ['22001', undefined],
  ['23505', undefined],
  ['53000', 'crowded'],
  ['53100', 'full'],
  ['53200', 'crowded'],
  ['53300', 'crowded'],
  ['53400', 'crowded'],
  ['55P03', 'slow'],
  ['57014', 'slow'],
  ['25P04', 'slow'],
  ['57P01', 'lost'],
  ['57P02', 'lost'],
  ['57P03', 'lost'],
  ['57P04', 'lost'],
  ['57P05', 'lost'],
  ['58000', 'disk'],
  ['58030', 'disk'],
  ['58P01', 'damaged'],
  ['XX001', 'damaged'],
  ['XX002', 'damaged'],
  ['XX000', undefined],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EFBIG', 'full'],
  ['EROFS', 'read_only'],
  ['EIO', 'disk'],
  ['EMFILE', 'crowded'],
  ['ENFILE', 'crowded'],
  ['ENOMEM', 'crowded'],
  // Five capitals, as a SQLSTATE has, and none all the same.
  ['EPIPE', 'lost'],
  ['ECONNREFUSED', 'lost'],
  ['ECONNRESET', 'lost'],
  ['ECONNABORTED', 'lost'],
  ['ETIMEDOUT', 'lost'],
  ['EHOSTUNREACH', 'lost'],
  ['ENETUNREACH', 'lost'],
  ['ENETDOWN', 'lost'],
  ['ENOTFOUND', 'lost'],
  ['EAI_AGAIN', 'lost'],
  ['ENOENT', undefined],
]

test.each(ROWS)('%s is %s', (code, trouble) => {
  expect(troubleOf(Object.assign(new Error('as the driver says'), { code }))).toBe(trouble)
})

test.each([
  ['Connection terminated unexpectedly', 'lost'],
  ['Connection terminated due to connection timeout', 'lost'],
  ['timeout expired', 'lost'],
  ['Client has encountered a connection error and is not queryable', 'lost'],
  ['timeout exceeded when trying to connect', 'crowded'],
  ['Cannot read properties of undefined', undefined],
] as const)('%j without a code is %s', (message, trouble) => {
  expect(troubleOf(new Error(message))).toBe(trouble)
})

describe('what is thrown', () => {
  test('is a fault of what keeps things, with its cause and what mends it', () => {
    const cause = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
    try {
      refuseTrouble('Asking SQLite', cause)
    } catch (fault) {
      expect(fault).toBeInstanceOf(StorageFault)
      expect(fault).toMatchObject({ trouble: 'full', hint: TROUBLES.full.mend, cause })
    }
    expect.assertions(2)
  })

  test('is itself where our code is at fault, or where it was said already', () => {
    const fault = new StorageFault('Asking', 'slow')
    for (const one of [new TypeError('no'), fault]) expect(() => refuseTrouble('Asking', one)).toThrow(one)
  })
})
