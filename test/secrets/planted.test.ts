import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { md5Hex } from '../../src/access/sign-in/passwords.ts'
import { applySetup } from '../../src/apply/apply.ts'
import { exportSetup, setupText } from '../../src/apply/export.ts'
import { makeLog } from '../../src/base/log.ts'
import { usualService } from '../../src/demo/usual.ts'
import { demonstration, startApp, type TestApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'
import { everythingIn } from '../support/everything.ts'

/** Secrets by what they are. Each is given to the product once, in the way that it is usually given. */
function planting() {
  const planted = new Map<string, string>()
  let count = 0
  return {
    planted,
    /** One with what panels and formats escape, unless it must be plain. */
    plant(what: string, { plain = false } = {}): string {
      const secret = plain ? `planted${++count}secret${count * 7919}x` : `pl"nted ${++count} & sécr<t/${count * 7919}+x`
      planted.set(what, secret)
      return secret
    },
  }
}

/** As it may stand somewhere. */
const formsOf = (secret: string): string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  JSON.stringify(JSON.stringify(secret)).slice(3, -3),
  encodeURIComponent(secret),
  new URLSearchParams({ a: secret }).toString().slice(2),
  secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  // Without what depends on what follows it.
  Buffer.from(secret)
    .toString('base64')
    .slice(0, Math.floor(Buffer.byteLength(secret) / 3) * 4),
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('latin1'),
  md5Hex(secret),
]

/** A panel that says all that it was told again, and where it was told. */
async function startEcho(): Promise<string> {
  const server = createServer(async (request: IncomingMessage, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts).toString()
    const headers = JSON.stringify(request.headers)
    response.writeHead(422, { 'content-type': 'application/json', 'x-seen': Buffer.from(body).toString('base64url') })
    const seen = JSON.parse(body || '{}')
    response.end(JSON.stringify({ status: 'failed', message: `Refused: ${body} ${headers}`, seen }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

forEachEngine((engine) => {
  test('of forty planted secrets none is found in the database, the files, the log, an export, a diff or an answer', async () => {
    const { planted, plant } = planting()
    const lines: string[] = []
    const log = makeLog({ level: 'trace', destination: { write: (text) => void lines.push(text) } })
    const place = await engine.fresh(demonstration)
    const app = await startApp(place, { outgoingAllow: '127.0.0.1', commandSeconds: '20', accessLog: 'on' }, log)
    onTestFinished(() => app.close())
    const answers: string[] = []

    await plantInVerbs(app, plant)
    await plantAtPanel(app, plant, await startEcho())
    const diffs = await plantInSetups(app, plant)
    await plantInRequests(app, plant, answers)
    await readAll(app, answers)

    expect(planted.size).toBeGreaterThanOrEqual(40)
    const { sealer } = app.provisor.domain.access
    await app.provisor.background.refusals.stop()
    await sealer.settle()
    const exported = setupText(await exportSetup(app.provisor))
    const found: string[] = []
    const look = (where: string, text: string) => {
      for (const [what, secret] of planted)
        for (const form of formsOf(secret)) if (text.includes(form)) found.push(`${what} in ${where} as ${form}`)
    }
    for (const [table, text] of await everythingIn(app.provisor.database)) look(`the table ${table}`, text)
    for (const name of readdirSync(place.dataDir, { recursive: true, withFileTypes: true }))
      if (name.isFile()) look(name.name, readFileSync(join(name.parentPath, name.name), 'latin1'))
    look('the log', lines.join(''))
    look('the export', exported)
    look('the diffs', diffs)
    look('an answer', answers.join('\n'))
    expect(found).toEqual([])
    expect(lines.join('')).toContain('"msg":"request"')
  })
})

type Plant = ReturnType<typeof planting>['plant']

async function plantInVerbs({ provisor }: TestApp, plant: Plant): Promise<void> {
  const { access, catalog, clients, outbound, services, orders } = provisor.domain
  const [role] = await access.roles.list(SYSTEM)
  const staff = { username: 'Planted', email: 'p@example.com', roleId: role!.id }
  const { id: staffId } = await access.staff.create(SYSTEM, { ...staff, password: plant('staff password') })
  await access.staff.setPassword(SYSTEM, staffId, plant('changed staff password'))
  await access.accessKey.set(SYSTEM, plant('access key', { plain: true }))
  const secrets = { password: plant('server password'), accessHash: plant('access hash') }
  await catalog.servers.create(SYSTEM, {
    ...{ ...secrets, name: 'planted', module: 'webhook' },
    settings: { url: 'https://hook.example', secret: plant('webhook secret'), typo: plant('unknown setting') },
  })
  await catalog.servers.update(SYSTEM, 1, { password: plant('changed server password') })
  const field = { name: 'PIN', kind: 'password' } as const
  const ofClient = await catalog.customFields.create(SYSTEM, { ...field, owner: 'client' })
  const ofProduct = await catalog.customFields.create(SYSTEM, { ...field, owner: 'product', ownerId: 1 })
  await clients.create(SYSTEM, {
    ...{
      firstName: 'Pl',
      lastName: 'Anted',
      email: 'pl@example.com',
      address1: 'a',
      city: 'c',
      state: 's',
      postcode: '1',
    },
    ...{
      country: 'GB',
      phoneNumber: '+44 20 7946 0000',
      password: plant('client password'),
      securityAnswer: plant('security answer'),
    },
    customFields: { [ofClient.id]: plant('custom field of a client') },
  })
  await clients.update(SYSTEM, { id: 1 }, { customFields: { [ofClient.id]: plant('changed custom field') } })
  const late = await catalog.customFields.create(SYSTEM, { name: 'Late', kind: 'password', owner: 'client' })
  await clients.update(SYSTEM, { id: 1 }, { customFields: { [late.id]: plant('second custom field') } })
  await services.update(SYSTEM, 1, { password: plant('service password') })
  await orders.place(SYSTEM, {
    clientId: 1,
    paymentMethod: 'paypal',
    products: [
      {
        productId: 1,
        domain: 'planted.example.com',
        rootPassword: plant('root password'),
        customFields: { [ofProduct.id]: plant('custom field of a service') },
      },
    ],
    domains: [{ kind: 'Transfer', name: 'planted.example.com', years: 1, eppCode: plant('EPP code') }],
  })
  const [account] = await outbound.accounts.list(SYSTEM)
  const password = plant('password of an outbound service')
  await outbound.services.put(SYSTEM, { name: 'planted', accountId: account!.id }, { kind: 'uas', password } as never)
}

/** Module actions at a panel that repeats whatever it was told, in clear and in other forms. */
async function plantAtPanel({ provisor }: TestApp, plant: Plant, url: string): Promise<void> {
  const { catalog, modules } = provisor.domain
  const secret = `whsec_${Buffer.from(plant('secret of the echo', { plain: true }).padEnd(32, '.')).toString('base64')}`
  const settings = { url: `${url}/hook`, secret }
  const { id: serverId } = await catalog.servers.create(SYSTEM, { name: 'echo', module: 'webhook', settings })
  const product = await catalog.products.create(SYSTEM, { groupId: 1, name: 'Echo', module: 'webhook' })
  const field = await catalog.customFields.create(SYSTEM, {
    ...{ owner: 'product', ownerId: product.id, name: 'Licence key', kind: 'password' },
  } as const)
  const { secrets } = provisor
  const service = { ...usualService, clientId: 1, productId: product.id, serverId, domain: 'echo.example.com' }
  await provisor.transaction(async (tx) => {
    const customFields = { [field.id]: { sealed: secrets.seal(plant('licence key')) } }
    const kept = { username: 'echo', passwordSealed: secrets.seal(plant('password at the panel')), customFields }
    await tx.services.insert({ ...service, ...kept, id: 901, status: 'Pending' }, tx.at)
    await tx.services.insert({ ...service, ...kept, id: 902, status: 'Active', username: 'echo2' }, tx.at)
  })
  await provisor.background.provisioning.start()
  const item = (id: number) => ({ type: 'service', id }) as const
  await modules.create(SYSTEM, item(901)).catch(() => {})
  await modules.changePassword(SYSTEM, item(902), plant('new password at the panel')).catch(() => {})
  const { moduleQueue } = provisor.domain
  const entries = await Promise.all(
    [901, 902].map((relatedId) => moduleQueue.list(SYSTEM, { serviceType: 'service', relatedId })),
  )
  // It was heard, with what it said again masked.
  for (const [entry] of entries) expect(entry?.lastError).toContain('Refused')
}

/** What a setup file brings, and a dry run of another one shows. */
async function plantInSetups({ provisor }: TestApp, plant: Plant): Promise<string> {
  const file = (secret: string, password: string) =>
    JSON.stringify({
      servers: [
        { name: 'applied', module: 'webhook', password, settings: { url: 'https://hook.example', secret } },
        { name: 'applied too', module: 'cpanel', accessHashFrom: 'env:HASH' },
      ],
      staff: [],
    })
  const first = file(plant('applied secret'), plant('applied password'))
  const second = file(plant('wanted secret'), plant('wanted password'))
  const environment = { HASH: plant('hash from the environment') }
  const applied = await applySetup(provisor, first, { environment })
  const planned = await applySetup(provisor, second, { environment, dryRun: true })
  const wrong = `servers: [{ name: bad, module: webhook, password: ${plant('password in a wrong file', { plain: true })}, port: x }]`
  const refused = await applySetup(provisor, wrong).catch((failure) => failure)
  return JSON.stringify([applied, planned, refused, refused.message])
}

/** Requests that carry secrets where clients put them, right ones and wrong ones. */
async function plantInRequests({ http, demo }: TestApp, plant: Plant, answers: string[]): Promise<void> {
  const api = '/includes/api.php'
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const post = (fields: Record<string, string>) => ({
    ...({ method: 'POST', url: api, headers: form } as const),
    payload: new URLSearchParams({ ...demo.whmcs, responsetype: 'json', ...fields }).toString(),
  })
  const wrong = (what: string) => plant(what, { plain: true })
  const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  for (const request of [
    post({ action: 'UpdateClientProduct', serviceid: '2', servicepassword: plant('servicepassword') }),
    post({ action: 'ModuleChangePw', serviceid: '902', servicepassword: plant('ModuleChangePw') }),
    post({ action: 'AddClient', password2: plant('password2'), email: 'not an address' }),
    post({ action: 'NoSuchAction', password: plant('password of no action') }),
    post({ action: 'GetClients', secret: wrong('wrong secret') }),
    post({
      action: 'GetClients',
      identifier: '',
      secret: '',
      username: 'admin',
      password: md5Hex(wrong('wrong password')),
    }),
    { url: `${api}?action=GetClients&identifier=${demo.whmcs.identifier}&secret=${wrong('secret in a query')}` },
    { url: `${api}?action=GetClients&accesskey=${wrong('access key in a query')}` },
    { url: '/api/v1/services', headers: { authorization: `Bearer ${wrong('token')}` } },
    { url: '/api/v1/services', headers: { authorization: basic(demo.whmcs.identifier, wrong('basic secret')) } },
    { url: `/api/v1/services?token=${wrong('token in a query')}` },
    {
      ...({ method: 'POST', url: '/api/v1/services/1/module-commands' } as const),
      headers: { authorization: `Bearer ${demo.token}`, 'content-type': 'application/json' },
      payload: `{"command":"change_password","password":"${wrong('broken JSON')}"`,
    },
    {
      ...({ method: 'POST', url: '/api/v1/services/1/module-commands' } as const),
      headers: { authorization: `Bearer ${demo.token}`, 'content-type': 'application/json' },
      payload: JSON.stringify({ command: 'nonsense', password: wrong('password beside nonsense') }),
    },
    { url: '/service/v1/outbound_queues', headers: { authorization: basic(demo.aculab.username, wrong('API key')) } },
    { url: `/service_start?username=x&password=${wrong('password in a start')}` },
    { url: `/callbacks/hook?token=${wrong('token of a callback')}` },
    {
      url: `/modules/addons/wbteampro/api.php/v1/projects/json?username=admin&password=${wrong('Remote API password')}`,
    },
  ]) {
    const { body, headers } = await http.inject({ remoteAddress: `198.51.100.${answers.length + 1}`, ...request })
    answers.push(body, JSON.stringify(headers))
  }
}

/** Whatever there is to read, as somebody who may read all but passwords. */
async function readAll({ http, provisor, demo }: TestApp, answers: string[]): Promise<void> {
  const { access } = provisor.domain
  const role = await access.roles.create(SYSTEM, { name: 'Reader', permissions: ['*', '!services.passwords'] })
  const staff = { username: 'Reader', email: 'r@example.com', roleId: role.id, password: 'reads all but passwords' }
  const { id: staffId } = await access.staff.create(SYSTEM, staff)
  const made = await access.credentials.create(SYSTEM, { name: 'reader', staffId })
  const whmcs = { identifier: made.credential.identifier, secret: made.secret, responsetype: 'json' }
  for (const action of [
    'GetClientsProducts',
    'GetModuleQueue',
    'GetServers',
    'GetActivityLog',
    'GetProducts',
    'GetOrders',
  ])
    answers.push(
      (
        await http.inject({
          ...{ method: 'POST', url: '/includes/api.php' },
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams({ ...whmcs, action, limitnum: '1000' }).toString(),
        })
      ).body,
    )
  for (const clientid of ['1', '52'])
    answers.push(
      (
        await http.inject({
          url: `/includes/api.php?${new URLSearchParams({ ...whmcs, action: 'GetClientsDetails', clientid })}`,
        })
      ).body,
    )
  const authorization = `Bearer ${made.credential.identifier}.${made.secret}`
  const native = async (path: string) => (await http.inject({ url: `/api/v1${path}`, headers: { authorization } })).body
  for (const path of ['/services', '/module-queue', '/lanes', '/outbound/services', '/outbound/accounts', '/modules'])
    answers.push(await native(path))
  const { items } = JSON.parse(await native('/module-queue')) as { items: { id: number }[] }
  for (const { id } of items) answers.push(await native(`/module-queue/${id}`))
  answers.push((await http.inject({ url: '/metrics', headers: { authorization: `Bearer ${demo.token}` } })).body)
}
