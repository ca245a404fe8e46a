import { existsSync } from 'node:fs'
import { Refusal } from '../base/refusal.ts'
import { type NodeFile, nodeFilePath, readNodeFile, writeNodeFile } from './node-file.ts'
import { databaseFile } from './place.ts'

type Where = { dataDir: string; databaseUrl: string }

const EMBEDDED = 'sqlite'

/** As a data folder remembers it. */
export function databaseName(databaseUrl: string): string {
  if (databaseUrl === '') return EMBEDDED
  const { host, pathname } = URL.parse(databaseUrl) ?? { host: '', pathname: '' }
  return `postgres://${host}${pathname}`
}

/** Before anything is opened: without a URL, a folder whose database is elsewhere or gone would get an empty one. */
export function refuseOtherDatabase({ dataDir, databaseUrl }: Where): void {
  if (databaseUrl !== '') return
  const known = readNodeFile(dataDir)?.database
  if (known === undefined) return
  if (known !== EMBEDDED)
    throw new Refusal(
      'database_elsewhere',
      `The data of ${dataDir} is in ${known}`,
      { dataDir, database: known },
      { hint: 'Name it with --database-url (PROVISOR_DATABASE_URL), or name another --data-dir' },
    )
  const file = databaseFile(dataDir)
  if (existsSync(file)) return
  throw new Refusal(
    'database_gone',
    `The database ${file} is gone`,
    { file },
    { hint: `Restore a backup (provisor backup restore); to begin anew, remove ${nodeFilePath(dataDir)} as well` },
  )
}

/** After a restore the folder belongs to what was restored. */
export function rememberDatabase({ dataDir, databaseUrl }: Where): void {
  const file: NodeFile | undefined = readNodeFile(dataDir)
  if (file) writeNodeFile(dataDir, { ...file, database: databaseName(databaseUrl) })
}
