/**
 * What of the tables a backup holds otherwise than as it stands. The ledger of migrations is made anew by them. Bytes are
 * files of the backup wherever they lay, so that a database of the other kind takes them to where it keeps its own; what
 * nobody kept stays behind.
 */
export const LEFT_OUT: readonly string[] = ['schema_migrations', 'content_pieces']

export const CONTENTS = { table: 'contents', placedBy: 'place', kept: `state = 'kept'` } as const

/** Names come from the database itself. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** `key` are the columns of the primary key, in its order: text sorts by its bytes in both databases. */
export function selectRows(name: string, columns: readonly string[], key: readonly string[]): string {
  const only = name === CONTENTS.table ? ` WHERE ${CONTENTS.kept}` : ''
  const order = (key.length > 0 ? key : columns).map(quoted).join(', ')
  return `SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(name)}${only} ORDER BY ${order}`
}

export const columnsOf = (name: string, columns: readonly string[]): string[] =>
  columns.filter((column) => name !== CONTENTS.table || column !== CONTENTS.placedBy).sort()

export const SELECT_CONTENTS = `SELECT storage_key, place, size, sha256 FROM contents WHERE ${CONTENTS.kept} ORDER BY storage_key`
export const SELECT_LEDGER = 'SELECT number, name FROM schema_migrations ORDER BY number DESC LIMIT 1'
