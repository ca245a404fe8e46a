/** A text that was read out of another one, and where each part of it stands in the one that it all began with. */
export type View = {
  readonly text: string
  /** The span of the first text from which `[start, end)` of this one was read; never empty. */
  span(start: number, end: number): TextSpan
}

/** From the first character to the one behind the last. */
export type TextSpan = readonly [start: number, end: number]

export const viewOf = (text: string): View => ({ text, span: (start, end) => [start, end] })

/** What a piece of a text is read as, and how much of it. */
export type Reading = { as: string; length: number }

/**
 * The view in which each piece that `pattern` finds is what `read` makes of it: left as it is where it makes nothing of it.
 * The same view where nothing changes.
 */
export function rewrite(view: View, pattern: RegExp, read: (match: RegExpExecArray) => Reading | undefined): View {
  const { text } = view
  const made: string[] = []
  const pieces = makePieces()
  let [from, length] = [0, 0]
  const keep = (end: number) => {
    if (end === from) return
    made.push(text.slice(from, end))
    pieces.add(length, from, end)
    length += end - from
  }
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const reading = read(match)
    if (!reading) continue
    const end = match.index + reading.length
    keep(match.index)
    if (reading.as !== '') {
      made.push(reading.as)
      pieces.add(length, match.index, end)
      length += reading.as.length
    }
    from = end
    pattern.lastIndex = end
  }
  if (from === 0) return view
  keep(text.length)
  return { text: made.join(''), span: (start, end) => view.span(...pieces.span(length, start, end)) }
}

/** Pieces in a row, each made of a span: character for character where both are of one length, or as a whole. */
function makePieces() {
  const starts: number[] = []
  const sources: number[] = []
  const ends: number[] = []

  return {
    add(start: number, source: number, end: number): void {
      starts.push(start)
      sources.push(source)
      ends.push(end)
    },
    span(length: number, start: number, end: number): [number, number] {
      const [first, last] = [lastAtMost(starts, start), lastAtMost(starts, end - 1)]
      const isLiteral = (index: number) =>
        (starts[index + 1] ?? length) - starts[index]! === ends[index]! - sources[index]!
      return [
        isLiteral(first) ? sources[first]! + start - starts[first]! : sources[first]!,
        isLiteral(last) ? sources[last]! + end - starts[last]! : ends[last]!,
      ]
    },
  }
}

/** Where the last of the sorted numbers stands that is not above `most`; the first, if all are. */
export function lastAtMost(sorted: readonly number[], most: number): number {
  let [low, high] = [0, sorted.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (sorted[middle]! <= most) low = middle
    else high = middle - 1
  }
  return low
}
