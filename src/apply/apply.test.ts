import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { forEachEngine, type Place } from '../../test/support/databases.ts'
import { SYSTEM } from '../access/actor.ts'
import { makeLog } from '../base/log.ts'
import { serverAccess } from '../catalog/servers/servers.ts'
import { parseConfig } from '../config.ts'
import { openProvisor } from '../open.ts'
import { applySetup } from './apply.ts'
import { exportSetup } from './export.ts'

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
  const eventsOf = async ({ read }: Awaited<ReturnType<typeof open>>) => (await read.events.unsealed(1000)).length

  test('the example file sets up an empty installation, and a second time changes nothing', async () => {
    const provisor = await open()
    const { changes } = await applySetup(provisor, example, { environment })
    expect(changes.every(({ what }) => what === 'added')).toBe(true)
    const before = await eventsOf(provisor)
    expect(await applySetup(provisor, example, { environment })).toEqual({ changes: [], unchanged: changes.length })
    expect(await eventsOf(provisor)).toBe(before)
  })

  test('only what differs is changed, and told', async () => {
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
    expect((await provisor.domain.catalog.products.get(SYSTEM, 1)).moduleSettings).toEqual(['starter'])
    const again = await applySetup(provisor, text, { environment: { WEB2_TOKEN: 'other' } })
    expect(again.changes).toEqual([])
  })

  test('a dry run tells the same and writes nothing', async () => {
    const provisor = await open()
    const wouldBe = await applySetup(provisor, example, { environment, dryRun: true })
    expect((await exportSetup(provisor)).setup).toEqual({})
    expect(await applySetup(provisor, example, { environment })).toEqual(wouldBe)
  })

  test('all that is wrong is told at once, what hides behind it too, and nothing twice', async () => {
    const provisor = await open()
    const text = `
roles: [{ name: Bad, permissions: many }]
servers:
  - { name: a, module: nopanel, hostname: 'http://a/', port: 70000, colour: red }
  - { name: b }
  - { name: c, module: cpanel, ipAddress: here, nameservers: [x y] }
serverGroups: [{ name: All, servers: [c, missing] }]
products: [{ group: none, name: p, module: nopanel }]`
    const { problems } = (await applySetup(provisor, text).catch((refusal) => refusal)).facts
    expect(problems.map((problem: string) => problem.replace(/: .*/, ''))).toEqual([
      'line 2, roles[0].permissions',
      'line 4, servers[0].colour',
      'line 4, servers[0].port',
      'line 4, servers[0].hostname',
      'line 4, servers[0].module',
      'line 5, servers[1].module',
      'line 6, servers[2].ipAddress',
      'line 6, servers[2].nameservers',
      'line 7, serverGroups[0].servers',
      'line 8, products[0].module',
      'line 8, products[0].group',
    ])
    expect((await exportSetup(provisor)).setup).toEqual({})
  })

  test('one field of what is there is changed without the others', async () => {
    const provisor = await open()
    await applySetup(
      provisor,
      `
roles: [{ name: A, permissions: [services.read] }]
staff: [{ username: ann, role: A }]
servers: [{ name: a, module: cpanel }]
productGroups: [{ name: G }]
products: [{ group: G, name: P }]
customFields: [{ name: F, kind: text }]
configOptions: [{ name: O, kind: dropdown, products: [G/P], choices: [{ name: x }] }]
paymentMethods: [{ module: paypal, name: PayPal }]`,
    )
    const { changes } = await applySetup(
      provisor,
      `
roles: [{ name: A, requiresSecondFactor: true }]
staff: [{ username: ann, notes: New }]
servers: [{ name: a, port: 2087 }]
customFields: [{ name: F, required: true }]
configOptions: [{ name: O, hidden: true }]
paymentMethods: [{ module: paypal }]`,
    )
    expect(changes.map(({ what, fields }) => [what, ...Object.keys(fields)].join())).toEqual([
      ...['changed,requiresSecondFactor', 'changed,notes', 'changed,port', 'changed,hidden', 'changed,required'],
    ])
  })

  test('one problem is enough for nothing to be applied, and all are named', async () => {
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
