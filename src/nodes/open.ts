import { hostname } from 'node:os'
import type { Log } from '../base/log.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
import { claimName } from './claim.ts'
import { hereNow, homeOf, setHome, whyCopied } from './copied.ts'
import { databaseName } from './database-memory.ts'
import { makeNodeKeeper } from './keeper.ts'
import { type NodeFile, readNodeFile, writeNodeFile } from './node-file.ts'
import { placeOf } from './place.ts'
import type { NodeNameStores } from './store.ts'

type Where = { dataDir: string; databaseUrl: string }
type Stores = { read: NodeNameStores; transaction: Transaction<NodeNameStores> }

/** What the data folder remembers, unless it is about another installation. */
const rememberedOf = ({ dataDir }: Where, installation: string): NodeFile | undefined => {
  const file = readNodeFile(dataDir)
  return file?.installation === installation ? file : undefined
}

/**
 * Why the database is to be held: it is a copy. Told once, and then this is its home. Undefined where it is none, and where
 * no server has had it yet.
 */
export async function lookForCopy<S extends NodeNameStores>(
  { read, transaction }: { read: S; transaction: Transaction<S> },
  where: Where,
  installation: string,
  onCopy: (tx: Tx<S>, why: string) => Promise<void>,
): Promise<void> {
  const home = await homeOf(read)
  if (!home) return
  const here = hereNow(where.dataDir, where.databaseUrl, await read.nodeNames.identity())
  const folder = rememberedOf(where, installation)
  const why = whyCopied(home, here, folder, folder && (await read.nodeNames.get(folder.name)))
  if (why === undefined) return
  await transaction(async (tx) => {
    await onCopy(tx, why)
    await setHome(tx, { ...here, releasedAt: home.releasedAt })
  })
}

/** Begins as a node: takes the name of the folder, and writes down where the database is. */
export async function openNode(
  stores: Stores,
  given: { where: Where; installation: string; timezone: string; log: Log; onLost: (fault: Error) => void },
) {
  const { where, installation, timezone, log, onLost } = given
  const { dataDir, databaseUrl } = where
  const known = readNodeFile(dataDir)
  const folder = rememberedOf(where, installation)
  const place = placeOf(dataDir)
  const remembered = known && { name: known.name, boot: folder?.boot ?? 0, place: known.place }
  const node = await claimName(stores, { remembered, place, host: hostname(), timezone })
  const home = (await homeOf(stores.read)) ?? (await settle(stores, where))
  const file = {
    ...{ name: node.name, place, installation, database: databaseName(databaseUrl) },
    ...{ boot: folder?.boot ?? 0, seenAt: folder?.seenAt ?? 0, releasedAt: folder?.releasedAt ?? home.releasedAt },
  }
  writeNodeFile(dataDir, file)
  const keeper = makeNodeKeeper({ ...stores, dataDir, node, file, log, onLost })
  return { ...node, ...keeper }
}

async function settle({ read, transaction }: Stores, { dataDir, databaseUrl }: Where) {
  const home = { ...hereNow(dataDir, databaseUrl, await read.nodeNames.identity()), releasedAt: 0 }
  await transaction((tx) => setHome(tx, home))
  return home
}
