/** For each field, the values of which a row has one. A null is for what is unset; no value at all matches nothing. */
export type AnyOf<Row> = { [field in keyof Row]?: readonly Row[field][] | undefined }

/** Rows that are equal in it come by id, in the same direction. What is unset comes before everything else. */
export type SortOrder<Field> = { by: Field; descending?: boolean | undefined }
