import { searchText } from './search-text.ts'
import { type Sql, sql } from './sql.ts'

/** Without LIKE, which has wildcards. `column` holds folded text; `field` is what a refusal calls the text. */
export const contains = (column: Sql, text: string, field?: string): Sql =>
  sql`replace(${column}, ${searchText(text, field)}, '') <> ${column}`
