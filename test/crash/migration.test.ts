import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/storage/engine/open.ts'
import { migrate } from '../../src/storage/engine/schema/migrate.ts'
import { sql } from '../../src/storage/engine/sql.ts'
import { bindStores } from '../../src/storage/stores.ts'
import { chainVersion1 } from '../support/chain-version-1.ts'
import { fixedClock } from '../support/clock.ts'
import { plainEnvironment } from '../support/command.ts'
import { forEachEngine, type Place } from '../support/databases.ts'

const CHILD = fileURLToPath(new URL('./migration-child.ts', import.meta.url))
const OLD = { kind: 'order.placed', subject: 'order', subjectId: 1, clientId: 1 }
const BY = { actorKind: 'system', actorId: 0, actorName: 'System', address: 'local' }

async function opened<T>({ dataDir, url = '' }: Place, work: (parts: ReturnType<typeof bind>) => Promise<T>) {
  const database = await openDatabase(dataDir, url)
  try {
    return await work(bind(database))
  } finally {
    await database.close()
  }
}

function bind(database: Awaited<ReturnType<typeof openDatabase>>) {
  const stores = bindStores(database, fixedClock(1_000))
  return { database, ...stores, sealer: chainVersion1(stores) }
}

forEachEngine((engine) => {
  test.each([1, 2])('killed at write %i of renaming the kinds of events, it has renamed none', async (nth) => {
    const place = await engine.fresh()
    const before = await opened(place, async ({ database, read, transaction, sealer }) => {
      await migrate(database)
      await transaction((tx) =>
        Promise.all(
          Array.from({ length: 1100 }, (_, at) =>
            tx.events.append({ ...OLD, ...BY, description: `Order ${at} placed`, changes: {}, at }),
          ),
        ),
      )
      await sealer.settle()
      await database.transaction((q) => q.run(sql`DELETE FROM schema_migrations WHERE number = 12`))
      return read.events.after(0, 2000)
    })
    const child = spawn(process.execPath, [CHILD, place.dataDir, place.url ?? '', String(nth)], {
      env: plainEnvironment(),
      stdio: 'inherit',
    })
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])

    await opened(place, async ({ database, read, sealer }) => {
      expect(await read.events.after(0, 2000)).toEqual(before)
      expect(await sealer.verify()).toMatchObject({ intact: true })
      expect((await migrate(database)).applied).toEqual(['0012_event_kinds'])
      expect(new Set((await read.events.after(0, 2000)).map(({ kind }) => kind))).toEqual(new Set(['order.created']))
      expect(await sealer.verify()).toMatchObject({ intact: true })
    })
  })
})
