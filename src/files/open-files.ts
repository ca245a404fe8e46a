import { join } from 'node:path'
import type { Transaction } from '../base/transaction.ts'
import type { SettingStore } from '../events/store.ts'
import type { ContentPlace, PlaceName } from './content.ts'
import { databasePlace } from './database-place.ts'
import { type Files, makeFiles } from './files.ts'
import { folderPlace } from './folder.ts'
import type { FileParts, FileStores } from './parts.ts'
import { proveShared } from './prove-shared.ts'

type Stores = FileStores & { settings: SettingStore }

type Setup = Omit<FileParts, 'read' | 'transaction' | 'places' | 'newIn'> & {
  read: Stores
  transaction: Transaction<Stores>
  dataDir: string
  /** A folder that every node has; empty for none. */
  sharedDir: string
}

/**
 * Content lies in a folder where there is one that all nodes have: the data folder of the only node, or one that is
 * declared to be shared. Elsewhere it lies in the database.
 */
export async function openFiles({ dataDir, sharedDir, ...parts }: Setup): Promise<Files> {
  const places: Partial<Record<PlaceName, ContentPlace>> = { database: databasePlace(parts) }
  if (sharedDir !== '') await proveShared(sharedDir, parts)
  const folder = sharedDir !== '' ? sharedDir : parts.alone ? join(dataDir, 'files') : undefined
  if (folder !== undefined) places.folder = folderPlace(folder)
  return makeFiles({ ...parts, places, newIn: folder === undefined ? 'database' : 'folder' })
}
