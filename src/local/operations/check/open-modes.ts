import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Opened } from '../../../open.ts'
import type { CheckFinding } from './finding.ts'

/** What we make in a data folder, besides the key, which `check` looks at by itself. Anything else there is not ours. */
const FILES =
  'provisor.db provisor.db-wal provisor.db-shm owner.lock node.json demo.json provisor.sock provisor.sock.path'.split(
    ' ',
  )
const FOLDERS = ['', 'files']

type Wide = { path: string; mode: string; meant: string }

/** The data that others on this machine can read or write. */
export async function openModes({ config: { dataDir, filesDir } }: Opened): Promise<CheckFinding | undefined> {
  const folders = [...FOLDERS.map((name) => join(dataDir, name)), ...(filesDir === '' ? [] : [filesDir])]
  const wide = (
    await Promise.all([
      ...folders.map((path) => widerThan(path, 0o700)),
      ...FILES.map((name) => widerThan(join(dataDir, name), 0o600)),
    ])
  ).filter((one) => one !== undefined)
  if (wide.length === 0) return undefined
  const commands = [...Map.groupBy(wide, ({ meant }) => meant)].map(
    ([meant, ones]) => `chmod ${meant} ${ones.map(({ path }) => path).join(' ')}`,
  )
  return {
    message: `Others on this machine are let in: ${wide.map(({ path, mode }) => `${path} (mode ${mode})`).join(', ')}`,
    hint: commands.join(' && '),
  }
}

async function widerThan(path: string, meant: number): Promise<Wide | undefined> {
  const found = await stat(path).catch(() => undefined)
  if (!found || (found.mode & 0o077) === 0) return undefined
  return { path, mode: (found.mode & 0o777).toString(8), meant: meant.toString(8) }
}
