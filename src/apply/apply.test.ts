import { readFileSync } from 'node:fs'
import { expect, it, onTestFinished, vi } from 'vitest'
import { forEachEngine, type Place } from '../../test/support/databases.ts'
import { SYSTEM } from '../access/actor.ts'
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
  const eventsOf = async ({ read }: Awaited<ReturnType<typeof open>>) => (await read.events.unsealed(1000)).length

  it('the example file sets up an empty installation, and a second time changes nothing', async () => {
    const provisor = await open()
    const { changes } = await applySetup(provisor, example, { environment })
    expect(changes.every(({ what }) => what === 'added')).toBe(true)
    const before = await eventsOf(provisor)
    expect(await applySetup(provisor, example, { environment })).toEqual({ changes: [], unchanged: changes.length })
    expect(await eventsOf(provisor)).toBe(before)
  })

  it('only what differs is changed, and told', async () => {
    const provisor = await open()
    await applySetup(provisor, example, { environment })
    const text = `
currencies: [{ code: USD, default: true }]
clientGroups: [{ name: Resellers, colour: '#000000' }]
servers: [{ name: web-2, module: cpanel, maintenance: false, accessHashFrom: env:WEB2_TOKEN }]
serverGroups: [{ name: Shared web, servers: [web-2] }]
products:
  - { group: shared-hosting, name: Starter, moduleSettings: [starter], prices: { EUR: { monthly: 9 } } }
configOptions:
  - name: Disk space
    kind: dropdown
    products: [shared-hosting/starter]
    choices: [{ name: 50 GB, prices: { EUR: { monthly: 5 } } }, { name: 10 GB, hidden: true }, { name: 100 GB }]
customFields: [{ name: How did you find us?, kind: dropdown, choices: [Search], required: true }]`
    const { changes } = await applySetup(provisor, text, { environment: { WEB2_TOKEN: 'other' } })
    expect(changes.map(({ section, fields }) => [section, Object.keys(fields)])).toEqual([
      ['currencies', ['default']],
      ['clientGroups', ['colour']],
      ['servers', ['accessHash', 'maintenance']],
      ['serverGroups', ['servers']],
      ['products', ['moduleSettings', 'prices']],
      ['configOptions', ['choices']],
      ['customFields', ['choices', 'required']],
    ])
    expect(changes[2]!.fields.accessHash).toEqual(['***', '***'])
    expect((await serverAccess(provisor.read, provisor.secrets, 2)).accessHash).toBe('other')
    expect((await provisor.domain.catalog.getProduct(SYSTEM, 1)).moduleSettings).toEqual(['starter'])
    const again = await applySetup(provisor, text, { environment: { WEB2_TOKEN: 'other' } })
    expect(again.changes).toEqual([])
  })

  it('keys and passwords of outbound services are compared without being read', async () => {
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
      facts: { problems: [expect.stringMatching(/^line 2, .*name: /), expect.stringMatching(/^line 2, .*key: /)] },
    })
  })

  it('the access key is set once, and never exported', async () => {
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

  it('a dry run tells the same and writes nothing', async () => {
    const provisor = await open()
    const wouldBe = await applySetup(provisor, example, { environment, dryRun: true })
    expect((await exportSetup(provisor)).setup).toEqual({})
    expect(await applySetup(provisor, example, { environment })).toEqual(wouldBe)
  })

  it('one problem is enough for nothing to be applied, and all are named', async () => {
    const provisor = await open()
    const text = `
roles:
  - { name: Good, permissions: [services.read] }
  - { name: Bad, permissions: [service.read] }
staff:
  - { username: ann, role: Good }
  - username: bob
    role: Missing
products:
  - { group: nowhere, name: Starter }`
    await expect(applySetup(provisor, text)).rejects.toMatchObject({
      code: 'setup_refused',
      facts: {
        problems: [
          expect.stringMatching(/^line 4, roles\[1\]\.permissions: /),
          expect.stringMatching(/^line 8, staff\[1\]\.role: /),
          expect.stringMatching(/^line 10, products\[0\]\.group: /),
        ],
      },
    })
    expect((await exportSetup(provisor)).setup).toEqual({})
    expect(await eventsOf(provisor)).toBe(0)
  })
})
