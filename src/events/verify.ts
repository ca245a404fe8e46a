import { parseAnchor } from './anchor.ts'
import { firstMisfit, type Link, type Misfit } from './chain.ts'
import { type ChainStores, type Ends, readEnds } from './ends.ts'

type Parts = { read: ChainStores; key: Buffer; batch: number }

export type ChainVerdict =
  | (Pick<Ends, 'start' | 'head'> & {
      intact: true
      /** Anchors whose rows are gone by age: what they stood for can be compared no more. */
      prunedAnchors: number
    })
  | ({ intact: false } & Misfit)
  /** An anchor that this installation did not give, by its place among those given. */
  | { intact: false; why: 'foreign anchor'; index: number }

/** Walks the chain from end to end, against what was written down outside. */
export async function verifyChain(parts: Parts, texts: readonly string[]): Promise<ChainVerdict> {
  const anchors = texts.map((text) => parseAnchor(parts.key, text))
  const foreign = anchors.indexOf(undefined)
  if (foreign >= 0) return { intact: false, why: 'foreign anchor', index: foreign }
  return verifyAgainst(
    parts,
    anchors.filter((anchor) => anchor !== undefined),
  )
}

async function verifyAgainst(parts: Parts, anchors: readonly Link[]): Promise<ChainVerdict> {
  const { read, key } = parts
  const ends = await readEnds(read, key)
  if (!ends) return { intact: false, position: await firstPosition(read), why: 'altered' }
  const { start, head, broken } = ends
  if (broken) return { intact: false, ...broken }
  const { last, misfit } = await walk(parts, {
    ...{ from: start, through: head.position },
    ...{ unkeyed: ends.unkeyed.position, expected: known(ends, anchors) },
  })
  if (misfit) {
    const now = await readEnds(read, key)
    // Pruned under our feet.
    if (now && now.start.position > start.position) return verifyAgainst(parts, anchors)
    return { intact: false, ...misfit }
  }
  if (last.hash !== head.hash) return { intact: false, position: last.position, why: 'altered' }
  const beyond = anchors.some(({ position }) => position > head.position)
  if (beyond) return { intact: false, position: head.position + 1, why: 'missing' }
  return {
    intact: true,
    start,
    head,
    prunedAnchors: anchors.filter(({ position }) => position < start.position).length,
  }
}

/** As much of the chain as one call walks: it is whole when `through` is the head. */
export type PartVerdict = { intact: true; start: number; through: number; head: number } | ({ intact: false } & Misfit)

/** Walks `most` rows behind the place `after`, whose own row is for who walked there; parts in a row are the whole. */
export async function verifyPart(parts: Parts, after: number, most: number): Promise<PartVerdict> {
  const { read, key } = parts
  const ends = await readEnds(read, key)
  if (!ends) return { intact: false, position: await firstPosition(read), why: 'altered' }
  const { start, head, broken } = ends
  if (broken) return { intact: false, ...broken }
  const from = after <= start.position ? start : (await read.events.after(after - 1, 1))[0]
  const isThere = from !== undefined && (from === start || from.position === after)
  if (!isThere) return { intact: false, position: Math.min(after, head.position + 1), why: 'missing' }
  const through = Math.min(head.position, from.position + most)
  const expected = [...known(ends, []), ...(through === head.position ? [head] : [])]
  const { misfit } = await walk(parts, { from, through, unkeyed: ends.unkeyed.position, expected })
  if (!misfit) return { intact: true, start: start.position, through, head: head.position }
  const now = await readEnds(read, key)
  // Pruned under our feet.
  if (now && now.start.position > start.position) return verifyPart(parts, after, most)
  return { intact: false, ...misfit }
}

/** What rows have to be, from what stands outside of them. */
const known = ({ start, unkeyed }: Ends, anchors: readonly Link[]): Link[] => [
  ...anchors,
  ...(unkeyed.position > start.position ? [unkeyed] : []),
]

type Way = { from: Link; through: number; unkeyed: number; expected: readonly Link[] }

/** Each row behind `from`, up to the first that is not as it was sealed, or not as expected. */
async function walk({ read, key, batch }: Parts, { from, through, unkeyed, expected }: Way) {
  let misfit = unlike([from], expected)
  let last: Link = from
  while (!misfit && last.position < through) {
    const rows = (await read.events.after(last.position, batch)).filter((row) => row.position <= through)
    const end = rows.at(-1)
    if (!end) misfit = { position: last.position + 1, why: 'missing' }
    else misfit = earliest(firstMisfit(last, rows, key, unkeyed), unlike(rows, expected), await misfolded(end))
    if (end) last = { position: end.position, hash: end.hash }
  }
  return { last, misfit }

  async function misfolded(end: Link): Promise<Misfit | undefined> {
    const position = await read.events.firstMisfolded(last.position, end.position)
    return position === undefined ? undefined : { position, why: 'altered' }
  }
}

/** Where a row is not what was written down of it. */
function unlike(rows: readonly Link[], expected: readonly Link[]): Misfit | undefined {
  const byPosition = new Map(rows.map((row) => [row.position, row.hash]))
  const other = expected.find(({ position, hash }) => byPosition.has(position) && byPosition.get(position) !== hash)
  return other && { position: other.position, why: 'altered' }
}

const earliest = (...found: (Misfit | undefined)[]): Misfit | undefined =>
  found.filter((misfit) => misfit !== undefined).sort((a, b) => a.position - b.position)[0]

const firstPosition = async ({ events }: ChainStores): Promise<number> => (await events.after(0, 1))[0]?.position ?? 1
