import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { demonstration } from '../../test/support/app.ts'
import { forEachEngine, type Place } from '../../test/support/databases.ts'
import { makeLog } from '../base/log.ts'
import { serverAccess } from '../catalog/servers/servers.ts'
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

  test('secrets among the settings are not in it, and stay when it is applied again', async () => {
    const first = await open()
    const setup = `servers: [{ name: hook, module: webhook, settings: { url: https://hook.example, secretFrom: env:HOOK } }]`
    await applySetup(first, setup, { environment: { HOOK: 'hook secret' } })
    const text = await textOf(first)
    expect(text).not.toMatch(/hook secret|sealed/)
    expect(text).toContain('#   servers, hook: settings.secret')
    expect((await applySetup(first, text)).changes).toEqual([])
    const { secrets, read } = first
    expect((await serverAccess(read, secrets, 1)).settings).toEqual({
      url: 'https://hook.example',
      secret: 'hook secret',
    })
    const { changes } = await applySetup(first, setup, { environment: { HOOK: 'another' } })
    expect(changes).toMatchObject([
      { fields: { settings: [{ secret: '***' }, { url: 'https://hook.example', secret: '***' }] } },
    ])
    expect((await serverAccess(read, secrets, 1)).settings.secret).toBe('another')
    expect(JSON.stringify(await read.events.unsealed(100))).not.toMatch(/hook secret|another/)
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
