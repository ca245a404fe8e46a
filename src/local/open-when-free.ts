import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../base/log.ts'
import { Refusal } from '../base/refusal.ts'
import type { Config } from '../config.ts'
import { type Opened, openProvisor } from '../open.ts'
import { FolderInUse } from '../storage/engine/database.ts'
import { askServer, NOBODY } from './ask.ts'
import { socketPath } from './socket-path.ts'

const LOOK_AGAIN_MS = 40
const WAIT_MS = 5_000

/** Opens the data for a server: waits for a local command that has the folder, but not for another server. */
export async function openWhenFree(config: Config, log: Log): Promise<Opened> {
  for (const giveUpAt = Date.now() + WAIT_MS; ; ) {
    try {
      return await openProvisor(config, log, undefined, { serves: true })
    } catch (failure) {
      if (!(failure instanceof FolderInUse) || Date.now() > giveUpAt) throw failure
    }
    await refuseBesideServer(config.dataDir)
    await delay(LOOK_AGAIN_MS)
  }
}

async function refuseBesideServer(dataDir: string): Promise<void> {
  const answer = await askServer(socketPath(dataDir), 'hello', {})
  if (answer === NOBODY) return
  const { pid } = answer as { pid: number }
  const hint = `Stop it (process ${pid}), or name another --data-dir`
  throw new Refusal('server_running', `A server runs on ${dataDir} already`, { dataDir, pid }, { hint })
}
