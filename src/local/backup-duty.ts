import { Worker } from 'node:worker_threads'
import { SYSTEM } from '../access/actor.ts'
import type { Transaction } from '../base/transaction.ts'
import type { Config } from '../config.ts'
import { record } from '../events/event.ts'
import type { EventStore } from '../events/store.ts'
import { HeldRefusal } from '../hold/held.ts'

type Told = { name: string; bytes: number; lost: number; pruned: number }
type Parts = { config: Config; isHeld: () => boolean; transaction: Transaction<{ events: EventStore }> }

const LOOK_MS = 500
/** Far above what any takes: the schedule says that it is late long before. */
const MOST_MS = 12 * 3_600_000

/** The backup of each day: one node makes it, beside its work, and tells of it. */
export const makeBackupDuty =
  ({ config, transaction, isHeld }: Parts) =>
  async (stopping: () => boolean): Promise<'stopped' | 'done'> => {
    // A copy would remove what the original keeps there.
    if (isHeld()) throw new HeldRefusal()
    const told = await inThread(config, stopping)
    if (!told) return 'stopped'
    await transaction((tx) =>
      record(tx, SYSTEM, {
        kind: 'backup.created',
        subjectId: 0,
        description: `Backup ${told.name} made, ${told.bytes} bytes; ${told.pruned} old ones removed${told.lost > 0 ? `; the bytes of ${told.lost} files were gone` : ''}`,
        changes: { name: [null, told.name], bytes: [null, told.bytes] },
      }),
    )
    return 'done'
  }

/** Undefined when it was to stop before its end; what it wrote until then is under no name. */
async function inThread(config: Config, stopping: () => boolean): Promise<Told | undefined> {
  const name = import.meta.url.endsWith('.ts') ? './backup-worker.ts' : './backup-worker.js'
  const worker = new Worker(new URL(name, import.meta.url), { workerData: { ...config } })
  const began = performance.now()
  let isStopped = false
  const looking = setInterval(() => {
    if (!stopping() && performance.now() - began < MOST_MS) return
    isStopped = true
    void worker.terminate()
  }, LOOK_MS)
  try {
    return await new Promise<Told | undefined>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => (isStopped ? resolve(undefined) : reject(new Error('The backup ended without a word'))))
    })
  } finally {
    clearInterval(looking)
    await worker.terminate()
  }
}
