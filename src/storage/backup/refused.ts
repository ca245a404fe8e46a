import type { BackupTable } from '../../backup/store.ts'
import { Refusal } from '../../base/refusal.ts'

export const notEmpty = (where: string): Refusal =>
  new Refusal(
    'not_empty',
    `There is a database already: ${where}`,
    { where },
    { hint: 'Restore into an empty place: name another one with --data-dir or --database-url, or move this one away' },
  )

export const underWay = (): Refusal =>
  new Refusal('restore_under_way', 'Another restore fills this database', {}, { hint: 'Wait for it, or stop it' })

export const strayReference = (table: string, parent: string): Refusal =>
  new Refusal('backup_damaged', `A row of ${table} in this backup refers to one of ${parent} that is not in it`, {
    table,
    parent,
  })

/** A backup names what it holds; its schema says which tables these may be. */
export function refuseUnknownTables(
  tables: readonly BackupTable[],
  known: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  for (const { name, columns } of tables)
    if (name === 'schema_migrations' || !columns.every((column) => known.get(name)?.has(column)))
      throw new Refusal('backup_damaged', `This backup has a table that its schema has not: ${name.slice(0, 100)}`, {})
}

/** A row that breaks a rule of its table, or is of other types than its columns. */
export function refuseRow(cause: unknown, table: string): never {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (!/^(SQLITE_(CONSTRAINT|MISMATCH)|22...$|23...$)/.test(code)) throw cause
  throw new Refusal('backup_damaged', `A row of ${table} in this backup cannot be stored`, { table }, { cause })
}
