import type { HoldStatus } from '../hold/hold.ts'
import type { JobStores } from '../jobs/store.ts'
import type { KeyStatus } from '../keys/keys.ts'
import { type AttentionItem, byHand } from './item.ts'

/** The disk of the data folder, in bytes. */
export type Disk = { space(): Promise<{ free: number; total: number }> }

const GIB = 1024 ** 3
const LATE_MS = 15_000
/** A large disk is full enough to tell at this share, a small one at a GiB. */
const LITTLE = 0.05

/** What this server itself carries out; starts for workers are late where no worker is. */
const KINDS = ['provisioning', 'outbound.http', 'outbound.demonstration']

/** Something could have begun for a while, and nobody has begun it. */
export async function schedulerItems(read: JobStores): Promise<AttentionItem[]> {
  const { now, lanes } = await read.jobs.lanes.due({ kinds: KINDS }, 1000)
  const [first] = lanes
  if (!first || now - first.wakeAt! < LATE_MS) return []
  const seconds = Math.floor((now - first.wakeAt!) / 1000)
  return [
    {
      id: 'scheduler',
      kind: 'scheduler',
      count: lanes.length,
      title: `The scheduler is ${seconds} s late`,
      explanation: `${lanes.length} lanes have something to begin. No node begins it, or all of them have too much to do.`,
      class: null,
      since: first.wakeAt!,
      last: now,
      fix: byHand('Look at the nodes', 'start one that is down, or one more'),
    },
  ]
}

/** The database is in the data folder, or at least the keys and files are. */
export async function diskItems(disk: Disk, now: number): Promise<AttentionItem[]> {
  const { free, total } = await disk.space()
  if (free >= Math.min(GIB, total * LITTLE)) return []
  return [
    {
      id: 'disk',
      kind: 'disk',
      count: 1,
      title: `${Math.floor(free / 1024 ** 2)} MiB are left on the disk of the data folder`,
      explanation: 'When nothing is left, nothing can be written down any more, and nothing goes on.',
      class: null,
      since: now,
      last: now,
      fix: byHand('Make room', 'on the disk of the data folder'),
    },
  ]
}

/** A rotation of the secret key stands still until every node that runs has the new one. */
export function keyItems({ rotation, lacking }: KeyStatus, now: number): AttentionItem[] {
  if (!rotation || rotation.state === 'done' || lacking.length === 0) return []
  return [
    {
      id: 'key',
      kind: 'key',
      count: lacking.length,
      title: `The rotation of the secret key waits for ${lacking.join(', ')}`,
      explanation: `These nodes lack the key ${rotation.to}: what one seals, another could not open.`,
      class: null,
      since: now,
      last: now,
      fix: byHand('Give them the key', 'and start them again; the rotation goes on by itself'),
    },
  ]
}

/** Nothing is carried out, and nobody would notice by an error. */
export function holdItems({ held, waiting }: HoldStatus, now: number): AttentionItem[] {
  if (!held) return []
  const words = waiting.map(({ work, count }) => `${count} ${work.replace('_', ' ')}`)
  return [
    {
      id: 'hold',
      kind: 'hold',
      count: waiting.reduce((sum, { count }) => sum + count, 0),
      title: 'The installation is held: nothing leaves it',
      explanation: `${held.why}. ${words.length > 0 ? `What waits: ${words.join(', ')}.` : 'Nothing waits.'}`,
      class: null,
      since: held.since,
      last: now,
      fix: byHand('Let it go', 'provisor release, once the original is gone or what waits is dropped'),
    },
  ]
}
