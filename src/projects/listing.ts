/** For each field, the values of which a row has one. A null is for what is unset; no value at all matches nothing. */
export type AnyOf<Row> = { [field in keyof Row]?: readonly Row[field][] | undefined }
