import { setTimeout as delay } from 'node:timers/promises'
import { randomToken } from '../base/ids.ts'
import { Refusal } from '../base/refusal.ts'
import type { Transaction } from '../base/transaction.ts'
import { newNodeName } from './node-file.ts'
import { type FolderPlace, isSamePlace } from './place.ts'
import type { NodeName, NodeNameStores } from './store.ts'

/** How often a node says that it is there. */
export const BEAT_MS = 5000
/** Who was not seen for so long runs no more. */
const ALIVE_MS = 3 * BEAT_MS
const FORGOTTEN_MS = 400 * 86_400_000
const LOOK_MS = 250

export type Claim = {
  /** What the data folder remembers, if a server began there before. */
  remembered: { name: string; boot: number; place: FolderPlace } | undefined
  place: FolderPlace
  host: string
  timezone: string
  beatMs?: number
}

/** Its name, of which there is one, and which run of it this is. */
export type ClaimedName = { name: string; boot: number; run: string }

type Parts = { read: NodeNameStores; transaction: Transaction<NodeNameStores> }

/**
 * Takes the name that the folder remembers. From the same folder of the same machine at once: who holds the folder is alone
 * there, so whoever had the name is gone. From anywhere else it may be a copy of a disk whose node lives: one heartbeat tells.
 */
export async function claimName(stores: Parts, claim: Claim): Promise<ClaimedName> {
  const { remembered, place, beatMs = BEAT_MS } = claim
  const name = remembered?.name ?? newNodeName()
  const before = await stores.read.nodeNames.get(name)
  const isOurs = remembered !== undefined && isSamePlace(remembered.place, place)
  if (before && before.run !== '' && !isOurs) await refuseLiving(stores.read, before, beatMs)
  return stores.transaction(async (tx) => {
    await tx.nodeNames.lock()
    await refuseOtherTimezone(tx, name, claim.timezone)
    const taken = {
      ...{ name, run: randomToken(12), host: claim.host, timezone: claim.timezone },
      boot: Math.max(remembered?.boot ?? 0, before?.boot ?? 0) + 1,
    }
    if (!(await tx.nodeNames.take(taken, before?.run))) throw nameTaken((await tx.nodeNames.get(name))!)
    await tx.nodeNames.deleteUnseen(FORGOTTEN_MS)
    // The row of a run that was killed.
    await tx.nodes.delete(name)
    return { name, boot: taken.boot, run: taken.run }
  })
}

/** Waits until it would have said that it is there. */
async function refuseLiving(
  { nodeNames }: Pick<NodeNameStores, 'nodeNames'>,
  before: NodeName,
  beatMs: number,
): Promise<void> {
  for (const until = performance.now() + beatMs * 1.5; performance.now() < until; ) {
    await delay(Math.min(LOOK_MS, beatMs / 4))
    const seen = await nodeNames.get(before.name)
    if (!seen || seen.run === '') return
    if (seen.run !== before.run || seen.seenAt !== before.seenAt) throw nameTaken(seen)
  }
}

const nameTaken = ({ name, host }: NodeName): Refusal =>
  new Refusal(
    'node_lives',
    `The node ${name} runs already, on ${host}: this data folder is a copy of its own`,
    { name, host },
    { hint: 'Give this one a folder of its own, or remove node.json from it: then it is another node' },
  )

async function refuseOtherTimezone(tx: NodeNameStores, name: string, timezone: string): Promise<void> {
  const living = await tx.nodeNames.living(ALIVE_MS)
  const other = living.find((one) => one.name !== name && one.timezone !== timezone)
  if (!other) return
  throw new Refusal(
    'timezone_differs',
    `The node ${other.name} runs with the timezone ${other.timezone}, and this one has ${timezone}`,
    { node: other.name, timezone: other.timezone },
    { hint: 'Give all nodes the same --timezone (PROVISOR_TIMEZONE); to change it, stop all of them first' },
  )
}
