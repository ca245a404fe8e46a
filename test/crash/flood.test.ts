import { expect, onTestFinished, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { systemClock } from '../../src/base/clock.ts'
import { startFake } from '../../src/fake-panels/fake-server.ts'
import { parseFaults } from '../../src/fake-panels/fault.ts'
import { makeFakeWhm, WHM_TOKEN } from '../../src/fake-panels/whm/whm.ts'
import { BLANK_SERVICE } from '../../src/services/blank.ts'
import { demonstration, startApp } from '../support/app.ts'
import { startServer } from '../support/command.ts'
import { type Engine, forEachEngine, type Place } from '../support/databases.ts'
import { isLong } from '../support/long.ts'

const SERVICES = isLong ? 2000 : 200
const UNKNOWN = SERVICES / 100
/** The server is killed when the panel has made this share of the accounts. */
const KILLS = isLong ? [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] : [0.2, 0.6]

/** Services that wait to be set up on a fake WHM with its troubles, one in a hundred with a package that it does not have. */
async function prepare(engine: Engine) {
  const place = await engine.fresh(demonstration)
  const faults = parseFaults(
    'http_500 2.5% verb=createacct, http_500 2.5% after verb=createacct, reset 2% verb=createacct',
  )
  const fake = await startFake(makeFakeWhm({ clock: systemClock }), { clock: systemClock, faults, seed: 219 })
  onTestFinished(() => fake.goDown())
  const { provisor, demo, close } = await startApp(place)
  const { catalog } = provisor.domain
  const server = await catalog.servers.create(SYSTEM, {
    ...{ name: 'Juno', hostname: '127.0.0.1', ipAddress: '127.0.0.1', port: fake.port, secure: false },
    ...{ module: 'cpanel', username: 'root', accessHash: WHM_TOKEN, settings: { settleSeconds: '1' } },
  })
  const product = { groupId: 1, payType: 'free', module: 'cpanel' } as const
  const good = await catalog.products.create(SYSTEM, { ...product, name: 'Good', moduleSettings: { 1: 'starter' } })
  const gold = await catalog.products.create(SYSTEM, { ...product, name: 'Gold', moduleSettings: { 1: 'gold' } })
  const ids: number[] = []
  await provisor.transaction(async (tx) => {
    for (let n = 0; n < SERVICES; n++) {
      const service = { ...BLANK_SERVICE, clientId: 2, serverId: server.id, status: 'Pending' } as const
      const name = [676, 26, 1].map((of) => String.fromCharCode(97 + (Math.floor(n / of) % 26))).join('')
      const id = await tx.services.insert(
        {
          ...service,
          productId: n % 100 === 99 ? gold.id : good.id,
          ...{
            domain: `flood-${n}.example.com`,
            username: `${name}flood`,
            paymentMethod: 'paypal',
            billingCycle: 'free',
          },
          passwordSealed: provisor.secrets.seal('Secret-123456'),
        },
        tx.at,
      )
      ids.push(id)
    }
  })
  await close()
  return { place, fake, token: demo.token, ids, goldId: gold.id, goodId: good.id }
}

function serve({ dataDir, url }: Place) {
  const database = url === undefined ? [] : ['--database-url', url]
  return startServer([
    ...['--data-dir', dataDir, ...database, '--outgoing-allow', '127.0.0.1', '--command-seconds', '0'],
    ...[
      '--retry-first-seconds',
      '1',
      '--retry-most-seconds',
      '1',
      '--server-concurrency',
      '32',
      '--log-level',
      'error',
    ],
  ])
}

forEachEngine((engine) => {
  test('creations at a panel with troubles make one account each, however often the server is killed', {
    timeout: 120_000,
  }, async () => {
    const { place, fake, token, ids, goldId, goodId } = await prepare(engine)
    let server = await serve(place)
    const ask = async (path: string, body?: object) => {
      const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) }
      const answer = await fetch(`${server.url}/api/v1${path}`, {
        headers,
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      })
      return (await answer.json()) as { code?: string; total?: number; items?: Record<string, unknown>[] }
    }
    const made = () => fake.journal.filter(({ verb, effect }) => verb === 'createacct' && effect === 'applied')
    const until = async (holds: () => Promise<boolean> | boolean) => {
      while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20))
    }

    // What was not acknowledged is said again, as any caller would: it joins what was written down all the same.
    const unsaid = new Set(ids)
    const say = async () => {
      const waiting = [...unsaid]
      const speak = async () => {
        for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
          const { code } = await ask(`/services/${id}/module-commands`, { command: 'create' })
          expect(['still_going_on', 'waits', undefined, 'module_failed']).toContain(code)
          unsaid.delete(id)
        }
      }
      await Promise.all(Array.from({ length: 8 }, speak))
    }

    for (const share of KILLS) {
      const saying = say().catch(() => {})
      await until(() => made().length >= share * SERVICES)
      server.signal('SIGKILL')
      await Promise.all([saying, server.ended])
      server = await serve(place)
    }
    await say()
    const pending = async (productId: number) =>
      (await ask(`/services?productId=${productId}&status=Pending&limit=1`)).total
    await until(async () => (await pending(goodId)) === 0)
    await until(
      async () =>
        (await ask(`/module-queue?module=cpanel&action=CreateAccount&failureClass=configuration&attention=true`))
          .total ===
        UNKNOWN + 1,
    )

    const users = fake.model.accounts().map(({ username }) => username)
    expect(users).toHaveLength(SERVICES - UNKNOWN)
    expect(new Set(users).size).toBe(users.length)
    expect(made()).toHaveLength(users.length)
    expect(await pending(goldId)).toBe(UNKNOWN)
    const { items: groups } = await ask('/module-queue/groups?module=cpanel')
    expect(groups?.filter(({ serverId }) => serverId !== null)).toMatchObject([
      { entries: UNKNOWN, failureClass: 'configuration' },
    ])
    expect((await ask('/module-queue?module=cpanel')).total).toBe(UNKNOWN + 1)
    expect((await server.stop()).code).toBe(0)
  })
})
