import type { Fields, Tree } from '../../codec/tree.ts'

/**
 * An answer with one list too long to hold. `head`, then every `item` in order, then `tail` are byte for byte what the
 * format gives for the whole tree, where the list stands between the fields before and the fields after it.
 */
export interface ListWriter {
  readonly head: string
  /** One row; `index` counts from 0. */
  item(row: Tree, index: number): string
  /** The end; `count` rows were written. Formats that name an empty list need it. */
  tail(after: Fields, count: number): string
}

/** Where the list stands: `['queue']` for a bare list, `['products', 'product']` for one inside a container. */
export type ListPath = readonly [string, ...string[]]

export type OpenList = (before: Fields, path: ListPath) => ListWriter
