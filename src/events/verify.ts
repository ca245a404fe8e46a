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
  const { read, key, batch } = parts
  const ends = await readEnds(read, key)
  if (!ends) return { intact: false, position: await firstPosition(read), why: 'altered' }
  const { start, head, unkeyed, broken } = ends
  if (broken) return { intact: false, ...broken }
  const expected = [...anchors, ...(unkeyed.position > start.position ? [unkeyed] : [])]
  let misfit = unlike([start], expected)
  let last = start
  while (!misfit && last.position < head.position) {
    const rows = (await read.events.after(last.position, batch)).filter((row) => row.position <= head.position)
    const end = rows.at(-1)
    if (!end) misfit = { position: last.position + 1, why: 'missing' }
    else misfit = earliest(firstMisfit(last, rows, key, unkeyed.position), unlike(rows, expected), await misfolded(end))
    if (end) last = { position: end.position, hash: end.hash }
  }
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
