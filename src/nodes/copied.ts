import * as z from 'zod'
import type { SettingStore } from '../events/store.ts'
import type { NodeFile } from './node-file.ts'
import { copiedFrom, databaseFile, fileMarkOf } from './place.ts'
import type { NodeName } from './store.ts'

const SETTING = 'home'

const markOf = z.object({
  device: z.string(),
  inode: z.string(),
  born: z.string().nullable(),
  machine: z.string().nullable(),
})

const shape = z.object({
  /** Of a database of PostgreSQL: its cluster, and its number there. */
  identity: z.string().optional(),
  /** Of the file of the embedded database. */
  file: markOf.optional(),
  /** When a hold was let go last; 0 for never. */
  releasedAt: z.number(),
})

/** Where the database was served, as it stands in the database itself and goes along into every copy of it. */
export type Home = z.infer<typeof shape>

export async function homeOf({ settings }: { settings: SettingStore }): Promise<Home | undefined> {
  const text = await settings.get(SETTING)
  return text === undefined ? undefined : shape.parse(JSON.parse(text))
}

export const setHome = ({ settings }: { settings: SettingStore }, home: Home): Promise<void> =>
  settings.set(SETTING, JSON.stringify(home))

/** Where it is now. `identity` is the database's own. */
export const hereNow = (
  dataDir: string,
  databaseUrl: string,
  identity: string | undefined,
): Omit<Home, 'releasedAt'> =>
  databaseUrl === '' ? { file: fileMarkOf(databaseFile(dataDir)) } : identity === undefined ? {} : { identity }

/**
 * A primary that fails may take along what it was told last: less than this is no sign of a database that was set back.
 */
const SLACK_MS = 600_000

type Known = Pick<NodeFile, 'boot' | 'seenAt' | 'releasedAt'>

/**
 * Why this database is a copy of the one that was served, or an earlier state of it; undefined where it is neither, and
 * where nothing can be known. `folder` is what the data folder remembers of this installation, `name` its row here.
 */
export function whyCopied(
  home: Home,
  here: Omit<Home, 'releasedAt'>,
  folder: Known | undefined,
  name: Pick<NodeName, 'boot' | 'seenAt'> | undefined,
): string | undefined {
  if (home.file && here.file) {
    const why = copiedFrom(home.file, here.file)
    if (why !== undefined) return why
  } else if (home.identity !== undefined && here.identity !== undefined) {
    if (home.identity !== here.identity)
      return 'it is in another cluster, or another database of it, than at the last start'
  } else if (home.file || (home.identity !== undefined && here.file)) return 'it was in the other kind of database'
  return folder && whySetBack(home, folder, name)
}

/** Whoever let a hold go since has decided about that already. */
function whySetBack(
  home: Home,
  folder: Known,
  name: Pick<NodeName, 'boot' | 'seenAt'> | undefined,
): string | undefined {
  if (home.releasedAt > folder.releasedAt) return undefined
  const knows = name?.boot ?? 0
  if (folder.boot > knows) return `it was set back: this node began ${folder.boot} times, and it knows of ${knows}`
  if (home.releasedAt < folder.releasedAt || folder.seenAt > (name?.seenAt ?? 0) + SLACK_MS)
    return 'it was set back: the data folder has seen a later state of it'
  return undefined
}

/** Whoever lets a hold go has decided about this state of the database. */
export async function markReleased(tx: { settings: SettingStore }, at: number): Promise<void> {
  const home = await homeOf(tx)
  if (home) await setHome(tx, { ...home, releasedAt: Math.max(at, home.releasedAt + 1) })
}
