const fieldOf = (word: string): string => word.replace(/^-/, '')

/** Where a field stands in `-retries,createdAt`, with its direction; undefined where the list is not sorted by it. */
export function sortOf(
  sort: string,
  field: string,
): { readonly isSecond: boolean; readonly mark: '↑' | '↓' } | undefined {
  const words = sort.split(',')
  const at = words.findIndex((word) => fieldOf(word) === field)
  return at < 0 ? undefined : { isSecond: at > 0, mark: words[at]!.startsWith('-') ? '↓' : '↑' }
}

/** By this field, or the other way round where it is so already; with `adds` as the second one, beside the first. */
export function sortedBy(sort: string, field: string, adds: boolean): string {
  const words = sort.split(',')
  const at = words.findIndex((word) => fieldOf(word) === field)
  const turned = at >= 0 && !words[at]!.startsWith('-') ? `-${field}` : field
  if (!adds) return turned
  return at >= 0 ? words.with(at, turned).join(',') : `${words[0]},${field}`
}
