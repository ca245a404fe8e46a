import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { scratchName } from '../../test/support/scratch.ts'
import { makeLog } from '../base/log.ts'
import { parseConfig } from '../config.ts'
import { openProvisor } from '../open.ts'
import { prepareDemonstration } from './demonstration.ts'

forEachEngine((engine) => {
  test('three first starts at once fill the database once, and all of them go on', async () => {
    const place = await engine.fresh()
    const open = async (dataDir: string) => {
      const given = { dataDir, databaseUrl: place.url ?? '', demo: true, logLevel: 'silent' }
      const provisor = await openProvisor(parseConfig(given, {}), makeLog({ level: 'silent' }))
      onTestFinished(provisor.close)
      return provisor
    }
    const first = await open(place.dataDir)
    const others =
      engine.name === 'sqlite'
        ? [first, first]
        : await Promise.all(
            [0, 1].map(() => {
              const folder = mkdtempSync(scratchName('demo'))
              onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
              cpSync(join(place.dataDir, 'secret.key'), join(folder, 'secret.key'))
              return open(folder)
            }),
          )
    const prepared = await Promise.all([first, ...others].map(prepareDemonstration))
    expect(prepared.map(({ before }) => before).sort()).toEqual(['demonstration', 'demonstration', 'nothing'])
  })
})
