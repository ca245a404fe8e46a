import type { BulkItem } from '@provisor/client'

export type Alike = { readonly words: string; readonly items: readonly BulkItem[] }

/** What failed in the same words, the most first. */
export function byWords(items: readonly BulkItem[]): readonly Alike[] {
  const found = Map.groupBy(items, ({ words, code }) => words || code)
  return [...found]
    .map(([words, alike]) => ({ words, items: alike }))
    .toSorted((a, b) => b.items.length - a.items.length)
}
