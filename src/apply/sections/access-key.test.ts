import { expect, onTestFinished, test } from 'vitest'
import { forEachEngine, type Place } from '../../../test/support/databases.ts'
import { makeLog } from '../../base/log.ts'
import { parseConfig } from '../../config.ts'
import { openProvisor } from '../../open.ts'
import { applySetup } from '../apply.ts'
import { exportSetup, setupText } from '../export.ts'

forEachEngine((engine) => {
  async function open(place?: Place) {
    const { dataDir, url } = place ?? (await engine.fresh())
    const given = { dataDir, databaseUrl: url ?? '', logLevel: 'silent' }
    const provisor = await openProvisor(parseConfig(given, {}), makeLog({ level: 'silent' }))
    onTestFinished(() => provisor.close())
    return provisor
  }
  const textOf = async (provisor: Awaited<ReturnType<typeof open>>) => setupText(await exportSetup(provisor))

  test('the access key is set once, and never exported', async () => {
    const provisor = await open()
    const isLetIn = (key: string) => provisor.domain.access.authentication.checkAddress('whmcs', '192.0.2.9', key)
    const text = 'accessKey: { keyFrom: env:KEY }\nallowedAddresses: [10.0.0.1]'
    await applySetup(provisor, text, { environment: { KEY: 'open-sesame' } })
    expect([await isLetIn('open-sesame'), await isLetIn('open')]).toEqual(['allowed', 'not_allowed'])
    expect((await applySetup(provisor, text, { environment: { KEY: 'open-sesame' } })).changes).toEqual([])
    expect(await textOf(provisor)).not.toContain('open-sesame')
    expect((await applySetup(provisor, 'accessKey: { key: null }')).changes).toHaveLength(1)
    expect((await applySetup(provisor, 'accessKey: { key: null }')).changes).toEqual([])
    await expect(applySetup(provisor, 'accessKey: "a b"')).rejects.toMatchObject({
      facts: { problems: [expect.stringMatching(/^line 1, accessKey: Invalid access key/)] },
    })
  })
})
