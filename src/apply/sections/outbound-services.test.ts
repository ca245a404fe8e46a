import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test, vi } from 'vitest'
import { forEachEngine, type Place } from '../../../test/support/databases.ts'
import { makeLog } from '../../base/log.ts'
import { parseConfig } from '../../config.ts'
import { openProvisor } from '../../open.ts'
import { applySetup } from '../apply.ts'
import { exportSetup, setupText } from '../export.ts'

const example = readFileSync(new URL('../../../examples/setup.yaml', import.meta.url), 'utf8')
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

  test('keys and passwords of outbound services are compared without being read', async () => {
    const provisor = await open()
    const { authentication } = provisor.domain.outbound
    const signIn = async (username: string, password: string) =>
      'refused' in (await authentication.check(username, password, '192.0.2.1')) ? 'refused' : 'let in'
    await applySetup(provisor, example, { environment })
    const bob = '1-2-0/bob@example.com'
    expect(await signIn(`${bob}/reminders`, environment.REMINDERS_PASSWORD)).toBe('let in')

    const text = `
outboundAccounts: [{ name: ${bob}, key: a key of Bob and so on }]
outboundServices:
  - { account: ${bob}, name: batch, startsPerSecond: 3 }
  - { account: ${bob}, name: reminders, password: another, firstPage: https://app.example.com/first }`
    const { changes } = await applySetup(provisor, text)
    expect(changes.map(({ name, fields }) => [name, fields])).toEqual([
      [bob, { key: ['***', '***'] }],
      [`${bob}/batch`, { startsPerSecond: [null, 3] }],
      [`${bob}/reminders`, { password: ['***', '***'] }],
    ])
    expect((await applySetup(provisor, text)).changes).toEqual([])
    expect(await signIn(bob, 'a key of Bob and so on')).toBe('let in')
    // What other processes change, and a file is applied as if by one, holds within a second.
    const before = () => signIn(`${bob}/reminders`, environment.REMINDERS_PASSWORD)
    await vi.waitFor(async () => expect(await before()).toBe('refused'), 10_000)
    expect(await textOf(provisor)).not.toMatch(/another|a key of/)

    const wrong = `
outboundAccounts: [{ name: bob, key: short }]
outboundServices: [{ account: 1-2-0/nobody@example.com, name: x, password: x }]`
    await expect(applySetup(provisor, wrong)).rejects.toMatchObject({
      facts: {
        problems: [
          expect.stringMatching(/^line 2, .*name: /),
          expect.stringMatching(/^line 2, .*key: /),
          expect.stringMatching(/^line 3, .*account: .*nobody/),
        ],
      },
    })
  })
})
