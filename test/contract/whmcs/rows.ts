import { makeRows } from '../harness/rows.ts'

export const withRows = makeRows(import.meta.dirname)
