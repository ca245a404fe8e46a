import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { sql } from '../../src/storage/engine/sql.ts'
import { openApp, startApp } from '../support/app.ts'
import { forEachEngine, type Place, type Template } from '../support/databases.ts'
import { live } from './live.ts'

const CHILD = fileURLToPath(new URL('./uploads-child.ts', import.meta.url))

const EMPTY: Template = { name: 'uploads', prepare: async (place) => (await startApp(place)).close() }

/** Takes an upload to this moment in a process of its own, and kills that. */
async function killedAt(moment: string, { dataDir, url }: Place): Promise<void> {
  const { said, signal } = await live(CHILD, [dataDir, url ?? '', moment], () => true)
  expect([said, signal]).toEqual([[moment], 'SIGKILL'])
}

const filesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
        entry.isFile() ? [entry.name] : [],
      )
    : []

forEachEngine((engine) => {
  test.each(['half', 'arrived'])('an upload whose process is killed when it has %s leaves nothing', async (moment) => {
    const place = await engine.fresh(EMPTY)
    await killedAt(moment, place)
    const { provisor } = await openApp(place)
    const left = async () => ({
      rows: (await provisor.database.reader.get<{ n: number }>(sql`SELECT count(*) AS n FROM contents`))!.n,
      pieces: (await provisor.database.reader.get<{ n: number }>(sql`SELECT count(*) AS n FROM content_pieces`))!.n,
      files: filesIn(join(place.dataDir, 'files')).length,
    })
    const before = await left()
    expect(before.rows).toBe(1)
    expect(before.pieces + before.files).toBeGreaterThan(0)

    // Alone on its database a node knows at its start; beside others, it waits until nothing was heard for so long.
    if (engine.name === 'sqlite') {
      await provisor.files.start()
    } else {
      expect(await provisor.files.sweep(0)).toBe(0)
      await provisor.files.sweep(Number.MAX_SAFE_INTEGER)
    }
    expect(await left()).toEqual({ rows: 0, pieces: 0, files: 0 })
  })
})
