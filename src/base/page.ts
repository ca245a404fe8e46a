/** Part of a list: so many rows, after so many others. */
export type Page = { readonly offset: number; readonly limit: number }

/**
 * The same, for lists that can also go on behind a row: `after` is where that row stands in the list's own order (its id or
 * position), whether or not it is still there. What that costs does not grow with the place.
 */
export type KeysetPage = Page & { readonly after?: number | undefined }

/** The rows of a page, and how many there are on all pages. Both are of one moment. */
export type Listed<Row> = { readonly total: number; readonly rows: readonly Row[] }
