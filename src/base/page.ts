/** Part of a list: so many rows, after so many others. */
export type Page = { readonly offset: number; readonly limit: number }

/** The rows of a page, and how many there are on all pages. Both are of one moment. */
export type Listed<Row> = { readonly total: number; readonly rows: readonly Row[] }
