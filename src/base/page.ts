/** Part of a list: so many rows, after so many others. */
export type Page = { readonly offset: number; readonly limit: number }

/** Where a row stands in the order of a list: its values in the fields by which the list is sorted, the last of them unique. */
export type Place = readonly (string | number | boolean | null)[]

/**
 * The same, for lists that can also go on behind a row: `after` is where that row stood, whether or not it is still there.
 * What that costs does not grow with the place.
 */
export type KeysetPage = Page & { readonly after?: Place | undefined }

/** Rows that are equal in it come by id, in the same direction. What is unset comes before everything else. */
export type SortOrder<Field> = { readonly by: Field; readonly descending?: boolean | undefined }

/** The rows of a page, and how many there are on all pages. Both are of one moment. */
export type Listed<Row> = { readonly total: number; readonly rows: readonly Row[] }
