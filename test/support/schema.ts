import type { Database } from '../../src/storage/engine/database.ts'
import { sql } from '../../src/storage/engine/sql.ts'

/** The schema as the database itself tells it, in an order that does not depend on when things were made. */
export async function dumpSchema(database: Database): Promise<string> {
  const statement =
    database.dialect === 'sqlite'
      ? sql`SELECT sql AS line FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY tbl_name, type DESC, name`
      : sql`
          SELECT line FROM (
            SELECT table_name AS t, 1 AS part, ordinal_position AS n,
              table_name || '.' || column_name || ' ' || data_type || ' ' || COALESCE('COLLATE ' || collation_name || ' ', '')
                || CASE is_nullable WHEN 'NO' THEN 'NOT NULL ' ELSE '' END
                || COALESCE('DEFAULT ' || column_default || ' ', '') || CASE is_identity WHEN 'YES' THEN 'IDENTITY' ELSE '' END AS line
            FROM information_schema.columns WHERE table_schema = 'public'
            UNION ALL
            SELECT conrelid::regclass::text, 2, 0, conrelid::regclass::text || ': ' || conname || ' ' || pg_get_constraintdef(oid)
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
            UNION ALL
            SELECT tablename, 3, 0, indexdef FROM pg_indexes WHERE schemaname = 'public'
          ) AS lines ORDER BY t, part, n, line`
  const rows = await database.reader.all<{ line: string }>(statement)
  return `${rows.map(({ line }) => line.trimEnd()).join('\n')}\n`
}
