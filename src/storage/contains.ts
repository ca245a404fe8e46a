import { fold, type Sql, sql } from './sql.ts'

/** Without LIKE, which SQLite refuses for a text of more than 50 KB, and which has wildcards. `column` holds folded text. */
export const contains = (column: Sql, text: string): Sql => sql`replace(${column}, ${fold(text)}, '') <> ${column}`
