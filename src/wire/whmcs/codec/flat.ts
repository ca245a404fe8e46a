import { type Fields, scalarText, type Tree } from '../../codec/tree.ts'
import { renderJson } from './json.ts'
import type { ListPath, OpenList } from './streaming.ts'

/** One value under its bracket path, such as `queue[0][id]`. */
export type FlatPair = [key: string, text: string]

/** The keys of the documents' flattened samples, in order; an empty list or map is its key with ''. */
export function flatten(tree: Fields): FlatPair[] {
  return Object.entries(tree).flatMap(([key, value]) => flattenAt(key, value))
}

/** The same for what stands under this bracket path; never empty. */
export function flattenAt(path: string, value: Tree, pairs: FlatPair[] = []): FlatPair[] {
  if (value === null || typeof value !== 'object') {
    pairs.push([path, scalarText(value)])
    return pairs
  }
  const entries = Object.entries(value)
  if (entries.length === 0) pairs.push([path, ''])
  for (const [key, child] of entries) flattenAt(`${path}[${key}]`, child, pairs)
  return pairs
}

/** `['addons', 'addon']` is `addons[addon]`. */
export function bracketPath([name, ...keys]: ListPath): string {
  return name + keys.map((key) => `[${key}]`).join('')
}

/** One JSON object without nesting, every value a string: the documents' samples as they stand. */
export function renderFlat(tree: Fields): string {
  return `{${members(flatten(tree))}}`
}

export const openFlatList: OpenList = (before, path) => {
  const list = bracketPath(path)
  const fields = members(flatten(before))
  const first = fields && ','
  return {
    head: `{${fields}`,
    item: (row, index) => (index === 0 ? first : ',') + members(flattenAt(`${list}[${index}]`, row)),
    tail(after, count) {
      const empty = count === 0 ? first + members(flattenAt(list, [])) : ''
      const rest = members(flatten(after))
      return `${empty}${rest && ','}${rest}}`
    },
  }
}

// Written pair by pair: an object in between would reorder keys that look like integers.
function members(pairs: FlatPair[]): string {
  return pairs.map(([key, text]) => `${renderJson(key)}:${renderJson(text)}`).join(',')
}
