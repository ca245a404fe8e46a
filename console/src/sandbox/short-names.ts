/** Names of at most so many letters, cut in the middle; two that would be cut to the same words keep more of theirs. */
export function shortNames(names: readonly string[], length: number): ReadonlyMap<string, string> {
  const found = new Map(names.map((name) => [name, cut(name, length)]))
  for (let more = length + 1; ; more++) {
    const counts = Map.groupBy(found.values(), (short) => short)
    const alike = [...found].filter(([name, short]) => short !== name && counts.get(short)!.length > 1)
    if (alike.length === 0) return found
    for (const [name] of alike) found.set(name, cut(name, more))
  }
}

function cut(name: string, length: number): string {
  if (name.length <= length) return name
  const head = Math.ceil((length - 1) / 2)
  return `${name.slice(0, head)}…${name.slice(name.length - (length - 1 - head))}`
}
