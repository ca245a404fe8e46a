import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { demonstration } from '../../../../test/support/app.ts'
import { forEachEngine } from '../../../../test/support/databases.ts'
import { openDatabase } from '../open.ts'
import { sql } from '../sql.ts'
import { damagesOf } from './integrity.ts'

forEachEngine((engine) => {
  test('what can be read whole is not broken, and a broken page is named with its file and table', async () => {
    const { dataDir, url } = await engine.fresh(demonstration)
    const open = () => openDatabase(dataDir, url ?? '')
    const database = await open()
    onTestFinished(database.close)
    for (const full of [false, true]) expect(await damagesOf(database, { dataDir, full })).toEqual([])
    if (engine.name === 'postgres') return

    const page = (await database.reader.get<{ root: number; size: number }>(
      sql`SELECT rootpage AS root, (SELECT page_size FROM pragma_page_size) AS size FROM sqlite_schema WHERE name = 'clients'`,
    ))!
    await database.close()
    const file = join(dataDir, 'provisor.db')
    const handle = openSync(file, 'r+')
    writeSync(handle, Buffer.alloc(200, 0x5a), 0, 200, (page.root - 1) * page.size)
    closeSync(handle)
    const broken = await open()
    onTestFinished(broken.close)
    for (const full of [false, true]) {
      const damages = await damagesOf(broken, { dataDir, full })
      expect(damages[0]).toContain(file)
      expect(damages.join('\n')).toContain('table clients')
    }
  })
})
