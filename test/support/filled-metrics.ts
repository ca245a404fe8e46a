import { SYSTEM } from '../../src/access/actor.ts'
import { makeFaces } from '../../src/faces.ts'
import { demonstration, openApp, type TestApp } from './app.ts'
import type { Engine } from './databases.ts'
import { mailman, setUpMail } from './notices.ts'
import { openReceiver, status, tellAll } from './webhooks.ts'

const LOOPBACK = '127.0.0.0/8'
const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`

export type Samples = ReadonlyMap<string, number>

/** What `/metrics` of this server says, by name and labels as they are printed. */
export async function scrape({ http }: Pick<TestApp, 'http'>): Promise<{ text: string; samples: Samples }> {
  const { body: text } = await http.inject({ url: '/metrics', headers: { host: 'localhost' } })
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return { text, samples: new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(/\S+$/.exec(line))])) }
}

/** The demonstration, where something of everything that is measured has happened. */
export async function openFilled(engine: Engine) {
  const app = await openApp(await engine.fresh(demonstration), { webhookAllow: LOOPBACK, outgoingAllow: LOOPBACK })
  const { provisor, http } = app
  // By another listener: each keeps for a while what it read.
  const other = makeFaces(provisor)
  await other.ready()
  const { samples: before } = await scrape({ http: other })
  await other.close()
  const { bulk, catalog, clients, notices, serverStatus, webhooks } = provisor.domain
  const authorization = `Bearer ${app.demo.token}`
  await http.inject({ url: '/api/v1/services', headers: { authorization } })
  await http.inject({ url: '/api/v1/services', headers: { authorization: `${authorization.slice(0, -1)}_` } })

  const [identifier, secret] = app.demo.token.split('.')
  await http.inject({ url: `/includes/api.php?action=NoSuchAction&identifier=${identifier}&secret=${secret}` })

  const well = await openReceiver()
  const ill = await openReceiver(status(500))
  for (const { url } of [well, ill]) await webhooks.create(SYSTEM, { url, kinds: ['client_group.created'] })
  await clients.groups.create(SYSTEM, { name: 'Told' })
  await tellAll(app)

  await setUpMail(app, 1)
  await provisor.transaction((tx) =>
    notices.enqueueMail(tx, {
      ...{ staffId: 1, address: 'ada@example.com', kind: 'event', causeKey: null, needs: [] },
      ...{ subject: 'Down', plain: 'It is down.', html: '<p>It is down.</p>' },
    }),
  )
  await mailman(app)()

  const { id: serverId } = await catalog.servers.create(SYSTEM, {
    ...{ name: 'Asked', module: 'webhook', settings: { url: well.url, secret: SECRET } },
  })
  await serverStatus(SYSTEM, [serverId])

  const filter = { attention: true }
  const preview = await bulk.preview(SYSTEM, { noun: 'moduleQueue', action: 'cancel', filter, why: 'for the test' })
  await bulk.commit(SYSTEM, preview.id, preview.token)
  return { ...app, before, serverId, cancels: preview.total }
}
