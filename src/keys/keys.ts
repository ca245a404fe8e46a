import { randomBytes } from 'node:crypto'
import { type Actor, authorize } from '../access/actor.ts'
import { Refusal } from '../base/refusal.ts'
import { fingerprint, type KeyRing } from '../base/secrets/secrets.ts'
import type { Transaction } from '../base/transaction.ts'
import type { KeyKeeper } from './keeper.ts'
import type { KeyFile } from './key-file.ts'
import { ALIVE_MS, currentKey, lackingNodes, type Rotation, requestRotation, rotationOf } from './rotation.ts'
import type { KeyStores, Node, SealedCount } from './store.ts'

type Parts = {
  read: KeyStores
  transaction: Transaction<KeyStores>
  secrets: KeyRing
  file: KeyFile
  keeper: Pick<KeyKeeper, 'round'>
}

export type KeyStatus = {
  /** Fingerprint of the secret key that seals. */
  current: string
  rotation: Rotation | null
  /** Nodes that run and lack a key that is needed now or next. */
  lacking: string[]
  nodes: Node[]
}

/** What people do about the secret keys of the installation. */
export function makeKeys({ read, transaction, secrets, file, keeper }: Parts) {
  async function status(): Promise<KeyStatus> {
    const current = (await currentKey(read))!
    const rotation = (await rotationOf(read)) ?? null
    const nodes = await read.nodes.list(ALIVE_MS)
    const needed = [current, ...(rotation && rotation.state !== 'done' ? [rotation.to] : [])]
    const lacking = [...new Set(needed.flatMap((key) => lackingNodes(nodes, key)))]
    return { current, rotation, lacking, nodes }
  }

  return {
    async get(actor: Actor): Promise<KeyStatus> {
      authorize(actor, 'system.read')
      return status()
    },

    /** Which key seals what, by place. */
    async sealed(actor: Actor): Promise<SealedCount[]> {
      authorize(actor, 'system.read')
      return read.sealed.count()
    },

    /**
     * Begins a rotation to the first key that this node was given beside the one that seals; without one, to a new key that is
     * put into the data folder's file. Nodes that run follow by themselves.
     */
    async rotate(actor: Actor): Promise<KeyStatus> {
      authorize(actor, 'system.write')
      secrets.add(await file.read())
      const before = await rotationOf(read)
      if (before?.state !== 'waiting' && before?.state !== 'renewing') {
        const to = await nextKey((await currentKey(read))!, before?.from)
        await transaction((tx) => requestRotation(tx, actor, to))
      }
      return carryOn(0)
    },

    /** Carries a rotation on for about so long, as the running nodes do by themselves. */
    async carryOn(actor: Actor, forMs: number): Promise<KeyStatus> {
      authorize(actor, 'system.write')
      return carryOn(forMs)
    },
  }

  async function carryOn(forMs: number): Promise<KeyStatus> {
    const until = performance.now() + forMs
    await keeper.round(() => performance.now() >= until)
    return status()
  }

  async function nextKey(current: string, retired: string | undefined): Promise<string> {
    const [given] = secrets.names().filter((name) => name !== current && name !== retired)
    if (given !== undefined) return given
    const made = randomBytes(32)
    if (!(await file.prepend(made)))
      throw new Refusal(
        'key_from_environment',
        'This node has its secret key from the environment, and only the one in use',
        { current },
        {
          hint: 'Make one with openssl rand -hex 32, start every node with PROVISOR_SECRET_KEY=<new>,<old>, and ask again',
        },
      )
    secrets.add([made])
    return fingerprint(made)
  }
}

export type KeyVerbs = ReturnType<typeof makeKeys>
