import { SYSTEM } from '../access/actor.ts'
import { makeInterval } from '../base/interval.ts'
import type { Log } from '../base/log.ts'
import { SecretFault } from '../base/secrets/secret-fault.ts'
import type { KeyRing } from '../base/secrets/secrets.ts'
import type { Transaction } from '../base/transaction.ts'
import { createInstallationKeys, type InstallationKeys, openInstallationKeys } from './installation-keys.ts'
import type { KeyFile } from './key-file.ts'
import { renewBatch } from './renewal.ts'
import { currentKey, isAtStart, type Rotation, rotationOf, setCurrentKey, switchKey } from './rotation.ts'
import type { KeyStores } from './store.ts'

type Parts = {
  read: KeyStores
  transaction: Transaction<KeyStores>
  secrets: KeyRing
  file: KeyFile
  /** Of this process, unique among those that run. */
  node: { name: string; version: string }
  log: Pick<Log, 'info' | 'warn'>
}

const BEAT_MS = 10_000
const FORGOTTEN_MS = 24 * 3_600_000

/** Keeps this node's secret keys in step with the database, and carries a rotation of them on. */
export function makeKeyKeeper({ read, transaction, secrets, file, node, log }: Parts) {
  const told = new Set<string>()
  const once = (level: 'info' | 'warn', text: string) => {
    if (told.has(text)) return
    told.add(text)
    log[level](text)
  }

  /** Enters the database: with a key that opens what it holds, or not at all. */
  async function join(): Promise<InstallationKeys> {
    await transaction(async (tx) => {
      await tx.keys.lock()
      const remembered = await currentKey(tx)
      if (remembered === undefined) {
        await setCurrentKey(tx, secrets.fingerprint)
        await createInstallationKeys(tx, secrets)
      } else requireKey(remembered)
      if (remembered !== undefined) secrets.use(remembered)
      const rotation = await rotationOf(tx)
      if (rotation?.state === 'renewing') requireKey(rotation.from)
      await tx.nodes.deleteUnseen(FORGOTTEN_MS)
      await tx.nodes.beat(here())
    })
    return openInstallationKeys(read, secrets)
  }

  function requireKey(name: string): void {
    if (!secrets.has(name)) throw new WrongSecretKey(name, secrets.names())
  }

  const here = () => ({ ...node, secretKeys: secrets.names(), sealsWith: secrets.fingerprint })

  /** One look: what other nodes decided is followed, and a step of what is under way is done until `stopping`. */
  async function round(stopping: () => boolean): Promise<Rotation | undefined> {
    secrets.add(await file.read())
    await follow()
    await transaction((tx) => tx.nodes.beat(here()))
    let rotation = await rotationOf(read)
    if (!rotation) return undefined
    if (rotation.state === 'waiting') {
      await wait(rotation)
      rotation = await rotationOf(read)
    }
    while (rotation?.state === 'renewing' && !stopping()) {
      rotation = await renewBatch({ transaction, secrets, actor: SYSTEM })
      // A whole pass is over and some node does not seal with the new key yet: it will with its next look.
      if (rotation && isAtStart(rotation)) break
    }
    rotation = await rotationOf(read)
    if (rotation?.state === 'done') await retire(rotation)
    return rotation
  }

  async function follow(): Promise<void> {
    const current = (await currentKey(read))!
    if (current === secrets.fingerprint) return
    if (secrets.has(current)) {
      secrets.use(current)
      await transaction((tx) => tx.nodes.beat(here()))
      log.info(`the secret key ${current} seals from now on`)
    } else once('warn', `this node lacks the secret key ${current}, which seals now: it cannot open what others seal`)
  }

  async function wait({ to }: Rotation): Promise<void> {
    if (!secrets.has(to))
      return once('warn', `this node lacks the secret key ${to}, to which the others change: give it both keys`)
    const lacking = await transaction((tx) => switchKey(tx, secrets, SYSTEM))
    if (lacking.length > 0) once('info', `the secret key ${to} is waited with: ${lacking.join(', ')} lack it`)
    else await follow()
  }

  async function retire({ from, to }: Rotation): Promise<void> {
    if (!secrets.has(from) || secrets.fingerprint !== to) return
    const kept = await file.retire(from)
    secrets.drop(from)
    await transaction((tx) => tx.nodes.beat(here()))
    const where = kept === undefined ? 'take it out of PROVISOR_SECRET_KEY' : `it was put aside as ${kept}`
    log.info(`nothing is sealed with the secret key ${from} any more: ${where}; backups from before need it`)
  }

  const rounds = makeInterval(round)

  return {
    join,
    round,
    start: (onFault: (fault: unknown) => void) => rounds.start(BEAT_MS, onFault),
    stop: rounds.stop,
    leave: () => transaction((tx) => tx.nodes.delete(node.name)),
  }
}

export type KeyKeeper = ReturnType<typeof makeKeyKeeper>

/** A database remembers the key that sealed its secrets; a node with another one must not run on it. */
export class WrongSecretKey extends SecretFault {
  constructor(expected: string, got: readonly string[]) {
    super(
      `The secrets in this database are sealed with key ${expected}, and this node has key ${got.join(', ')}`,
      'Restore secret.key from the backup of the data folder, or set PROVISOR_SECRET_KEY to the key in use',
    )
    this.name = 'WrongSecretKey'
  }
}
