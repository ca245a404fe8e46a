import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openApp, startApp } from '../../test/support/app.ts'
import { forEachEngine } from '../../test/support/databases.ts'
import { filesIn, MB, stream } from '../../test/support/files.ts'
import { FilesFolderRefused } from './prove-shared.ts'

forEachEngine((engine) => {
  test('uses a folder only when every node sees the same one', async () => {
    const place = await engine.fresh()
    const [shared, other] = [join(place.dataDir, 'shared'), join(place.dataDir, 'other')]
    await (await startApp(place, { filesDir: shared })).close()
    await (await startApp(place, { filesDir: shared })).close()
    await expect(startApp(place, { filesDir: other })).rejects.toBeInstanceOf(FilesFolderRefused)
    const [probe] = readdirSync(shared)
    expect(probe).toMatch(/^provisor-[0-9a-f]{16}$/)
    rmSync(shared, { recursive: true })
    mkdirSync(shared)
    await expect(startApp(place, { filesDir: shared })).rejects.toThrow(`${probe}, which another node left`)
  })

  test('finds what was stored in the database before a folder was shared', async () => {
    const place = await engine.fresh()
    const first = await openApp(place)
    const { files, transaction, read } = first.provisor
    const ids = await filesIn('database', { app: first, read, transaction, clock: first.clock })
      .keep(stream(1000))
      .then(({ id }) => [id])
    await first.close()
    const later = await openApp(place, { filesDir: join(place.dataDir, 'shared') })
    const opened = await later.provisor.files.open(ids[0]!)
    expect(opened?.content.size).toBe(1000)
    expect(files.largest).toBe(100 * MB)
  })
})
