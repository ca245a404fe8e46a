import { parentPort, workerData } from 'node:worker_threads'
import type { Config } from '../config.ts'
import { createBackupOf, pruneBackups } from './backups.ts'

// The thread behind backup-duty.ts: packing a database keeps a core busy for as long as it takes, and the server has others
// to answer.
const config = workerData as Config
const sealing = config.backupRecipients.length > 0 ? { recipients: config.backupRecipients } : undefined
const { name, bytes, manifest } = await createBackupOf(config, sealing)
const pruned = await pruneBackups(config)
parentPort?.postMessage({ name, bytes, lost: manifest.lost.length, pruned: pruned.length })
