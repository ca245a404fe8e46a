import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { demonstration } from '../../test/support/app.ts'
import { forEachEngine, type Place } from '../../test/support/databases.ts'
import { makeLog } from '../base/log.ts'
import { parseConfig } from '../config.ts'
import { openProvisor } from '../open.ts'
import { applySetup } from './apply.ts'
import { exportSetup, setupText } from './export.ts'

const example = readFileSync(new URL('../../examples/setup.yaml', import.meta.url), 'utf8')
const environment = {
  WEB1_TOKEN: 'first secret',
  WEB2_TOKEN: 'second secret',
  REMINDERS_PASSWORD: 'remind me',
}

forEachEngine((engine) => {
  async function open(place?: Place) {
    const { dataDir, url } = place ?? (await engine.fresh())
    const given = { dataDir, databaseUrl: url ?? '', logLevel: 'silent' }
    const provisor = await openProvisor(parseConfig(given, {}), makeLog({ level: 'silent' }))
    onTestFinished(() => provisor.close())
    return provisor
  }
  const textOf = async (provisor: Awaited<ReturnType<typeof open>>) => setupText(await exportSetup(provisor))

  test('what is exported makes an empty installation alike, but for the secrets', async () => {
    const first = await open()
    await applySetup(first, example, { environment })
    const text = await textOf(first)
    expect(text).not.toMatch(/first secret|second secret/)
    expect(text).toContain('#   servers, web-1: accessHash')
    const second = await open()
    await applySetup(second, text)
    expect((await applySetup(second, text)).changes).toEqual([])
    expect((await exportSetup(second)).setup).toEqual((await exportSetup(first)).setup)
  })

  test('the demonstration can be exported and applied elsewhere', async () => {
    const first = await open(await engine.fresh(demonstration))
    const text = await textOf(first)
    expect((await applySetup(first, text)).changes).toEqual([])
    const second = await open()
    await applySetup(second, text)
    expect((await exportSetup(second)).setup).toEqual((await exportSetup(first)).setup)
  })
})
