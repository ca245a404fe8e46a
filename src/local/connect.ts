import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { Refusal } from '../base/refusal.ts'
import type { Config } from '../config.ts'
import type { Opened } from '../open.ts'
import { FolderInUse } from '../storage/engine/database.ts'
import { askServer, NOBODY } from './ask.ts'
import type { Operations } from './operations.ts'
import { socketPath } from './socket-path.ts'

type OperationName = keyof Operations
export type Params<Name extends OperationName> = Parameters<Operations[Name]['run']>[1]
export type Result<Name extends OperationName> = Awaited<ReturnType<Operations[Name]['run']>>

export type Local = {
  run<Name extends OperationName>(name: Name, params: Params<Name>): Promise<Result<Name>>
  /** Lets go of the data folder, if it was opened here. Safe twice. */
  close(): Promise<void>
}

export type LocalOptions = {
  /** Whether a data folder that is not there is made: what sets an installation up says yes. */
  create?: boolean
  /** How long to wait while a command like this one has the folder. */
  waitMs?: number
}

const LOOK_AGAIN_MS = 40

/**
 * Runs operations where the data is: in this process when the data folder is free or the database is PostgreSQL, else
 * in the server that has the folder. Once opened here, the folder is held until `close`.
 */
export function connect(config: Config, { create = false, waitMs = 10_000 }: LocalOptions = {}): Local {
  /** The data, opened here or just being opened: calls at the same time share it. */
  let here: Promise<Opened> | undefined

  return {
    async run(name, params) {
      for (const giveUpAt = Date.now() + waitMs; ; ) {
        if (!here && config.databaseUrl === '') {
          if (!create && !existsSync(config.dataDir)) throw new NoDataFolder(config.dataDir)
          const answer = await askServer(socketPath(config.dataDir), name, params)
          if (answer !== NOBODY) return answer as never
        }
        const provisor = await open(giveUpAt)
        if (provisor) return (await runHere(provisor, name, params)) as never
        await delay(LOOK_AGAIN_MS)
      }
    },

    async close() {
      const closing = await here?.catch(() => undefined)
      here = undefined
      if (!closing) return
      // Nobody else may come to seal what was written here.
      await closing.domain.access.sealer.settle()
      await closing.close()
    },
  }

  /** Undefined while somebody else has the folder: a server that starts or stops, or another command. */
  async function open(giveUpAt: number): Promise<Opened | undefined> {
    here ??= openHere(config)
    const opening = here
    try {
      return await opening
    } catch (failure) {
      if (here === opening) here = undefined
      if (failure instanceof FolderInUse && Date.now() < giveUpAt) return undefined
      throw failure
    }
  }
}

async function runHere(provisor: Opened, name: string, params: unknown): Promise<unknown> {
  const { runOperation } = await import('./operations.ts')
  return runOperation(provisor, name, params)
}

// Imported late: a command that a server answers needs neither drivers nor domain.
async function openHere(config: Config): Promise<Opened> {
  const [{ openProvisor }, { makeLog }] = await Promise.all([import('../open.ts'), import('../base/log.ts')])
  return openProvisor(config, makeLog({ level: 'warn' }))
}

class NoDataFolder extends Refusal {
  constructor(dataDir: string) {
    super('no_data_folder', `There is no data folder ${dataDir}`, { dataDir }, { hint: 'Name it with --data-dir' })
  }
}
