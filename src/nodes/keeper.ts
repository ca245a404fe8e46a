import { StorageFault } from '../base/fault.ts'
import { makeInterval } from '../base/interval.ts'
import type { Log } from '../base/log.ts'
import type { Transaction } from '../base/transaction.ts'
import { BEAT_MS, type ClaimedName } from './claim.ts'
import { homeOf } from './copied.ts'
import { type NodeFile, writeNodeFile } from './node-file.ts'
import type { NodeNameStores } from './store.ts'

type Parts = {
  read: NodeNameStores
  transaction: Transaction<NodeNameStores>
  dataDir: string
  node: ClaimedName
  /** As it was written at the start. */
  file: NodeFile
  log: Log
  /** Somebody else has the name: nothing of this process may go on. */
  onLost: (fault: Error) => void
}

/**
 * The folder remembers a later state of the database only once that has had time to reach its standbys: a fail-over is to be
 * taken for no copy.
 */
const REMEMBER_AFTER_MS = 30_000
const REMEMBER_MS = 300_000

/** Says that this node is there, and writes into its folder how far it has seen the database. */
export function makeNodeKeeper({ read, transaction, dataDir, node, file, log, onLost }: Parts) {
  const began = performance.now()
  let seenAt = 0
  let rememberAt = began + REMEMBER_AFTER_MS

  async function beat(): Promise<void> {
    const seen = await transaction((tx) => tx.nodeNames.beat(node.name, node.run))
    if (seen === undefined) return onLost(new NameLost(node.name))
    seenAt = seen
    if (performance.now() >= rememberAt) await remember()
  }

  async function remember(): Promise<void> {
    if (seenAt === 0 || performance.now() < began + REMEMBER_AFTER_MS) return
    const { releasedAt = 0 } = (await homeOf(read)) ?? {}
    writeNodeFile(dataDir, { ...file, boot: node.boot, seenAt, releasedAt })
    rememberAt = performance.now() + REMEMBER_MS
  }

  const rounds = makeInterval(beat)

  return {
    start: () => rounds.start(BEAT_MS, (err) => log.error({ err }, 'saying that this node is there failed')),
    /** Others may have the name at once. */
    async close(): Promise<void> {
      await rounds.stop()
      try {
        await remember()
        await transaction((tx) => tx.nodeNames.leave(node.name, node.run))
      } catch (err) {
        log.error({ err }, 'telling that this node is gone failed')
      }
    },
  }
}

class NameLost extends StorageFault {
  constructor(name: string) {
    super('Saying that this node is there', 'refused', {
      hint: `another process has its name, ${name}: this one ends, so that they do not take each other's work`,
    })
    this.name = 'NameLost'
  }
}
