import { type Actor, authorize } from '../access/actor.ts'
import { Refusal } from '../base/refusal.ts'
import type { KeyRing } from '../base/secrets/secrets.ts'
import type { Tx } from '../base/transaction.ts'
import { record } from '../events/event.ts'
import type { KeyStores, Node } from './store.ts'

/** The database remembers which secret key seals. */
const CURRENT = 'secret_key'
const ROTATION = 'secret_key.rotation'

/** A node that was not seen for so long is gone. */
export const ALIVE_MS = 45_000

/** How far a rotation is: every node is to hold the new key, then all seal with it, then what the old one sealed is renewed. */
export type Rotation = {
  /** Fingerprints. */
  from: string
  to: string
  state: 'waiting' | 'renewing' | 'done'
  /** Values sealed anew so far. */
  renewed: number
  /** Values that no key opens: they were cut or altered, and stay as they are. */
  damaged: number
  /** The place and the row where to go on. */
  place: number
  after: number
  /** Begun when every node sealed with the new key already: what it does not find is not there. */
  lastPass: boolean
}

/** Whether the next pass is to begin. */
export const isAtStart = ({ place, after }: Rotation): boolean => place === 0 && after === 0

type Stores = Pick<KeyStores, 'settings'>

export const currentKey = ({ settings }: Stores): Promise<string | undefined> => settings.get(CURRENT)

export const setCurrentKey = ({ settings }: Stores, name: string): Promise<void> => settings.set(CURRENT, name)

export async function rotationOf({ settings }: Stores): Promise<Rotation | undefined> {
  const stored = await settings.get(ROTATION)
  return stored === undefined ? undefined : JSON.parse(stored)
}

export const setRotation = ({ settings }: Stores, rotation: Rotation): Promise<void> =>
  settings.set(ROTATION, JSON.stringify(rotation))

/** Begins a rotation to a key that this node holds. One that is under way is to end first. */
export async function requestRotation(tx: Tx<KeyStores>, actor: Actor, to: string): Promise<Rotation> {
  authorize(actor, 'system.write')
  await tx.keys.lock()
  const from = (await currentKey(tx))!
  const before = await rotationOf(tx)
  if (before && before.state !== 'done')
    throw new Refusal('rotation_under_way', `The secret key is being rotated to ${before.to} already`, { ...before })
  const rotation: Rotation = { from, to, state: 'waiting', renewed: 0, damaged: 0, place: 0, after: 0, lastPass: false }
  await setRotation(tx, rotation)
  await record(tx, actor, {
    kind: 'secret_key.rotation_started',
    subjectId: 0,
    description: `Rotation of the secret key started: from ${from} to ${to}`,
    changes: { key: [from, to] },
  })
  return rotation
}

export const lackingNodes = (nodes: readonly Node[], key: string): string[] =>
  nodes.filter(({ secretKeys }) => !secretKeys.includes(key)).map(({ name }) => name)

/**
 * From here on the new key seals, once every node holds it: before, what one sealed another could not open. Answers the
 * nodes that lack it.
 */
export async function switchKey(tx: Tx<KeyStores>, secrets: KeyRing, actor: Actor): Promise<string[]> {
  await tx.keys.lock()
  const rotation = await rotationOf(tx)
  if (rotation?.state !== 'waiting') return []
  const lacking = lackingNodes(await tx.nodes.list(ALIVE_MS), rotation.to)
  if (lacking.length > 0 || !secrets.has(rotation.to)) return lacking
  await setCurrentKey(tx, rotation.to)
  await setRotation(tx, { ...rotation, state: 'renewing' })
  await record(tx, actor, {
    kind: 'secret_key.rotated',
    subjectId: 0,
    description: `The secret key ${rotation.to} seals from now on, instead of ${rotation.from}`,
    changes: { key: [rotation.from, rotation.to] },
  })
  return []
}
