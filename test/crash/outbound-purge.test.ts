import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { startApp } from '../support/app.ts'
import { type Server, startServer } from '../support/command.ts'
import { forEachEngine, type Place } from '../support/databases.ts'
import { PASSWORD } from '../support/outbound.ts'

const SERVICE = '1-2-0/bob@example.com/campaign'
const ACCOUNT = '1-2-0/bob@example.com'

forEachEngine((engine) => {
  /** A service that begins five starts a second, over a server of its own. */
  async function prepare() {
    const place = await engine.fresh()
    const app = await startApp(place)
    const { outbound } = app.provisor.domain
    const { account, key } = await outbound.accounts.create(SYSTEM, { cloudId: '1-2-0', username: 'bob@example.com' })
    const config = { kind: 'uas', runner: 'demonstration', startsPerSecond: 5, password: PASSWORD } as const
    for (const name of ['campaign', 'other'])
      await outbound.services.put(
        SYSTEM,
        { accountId: account.id, name },
        { ...config, password: `${PASSWORD} of ${name}` },
      )
    const { key: foreignKey } = await outbound.accounts.create(SYSTEM, {
      cloudId: '1-2-0',
      username: 'eve@example.com',
    })
    await app.close()
    return { place, key, foreignKey }
  }

  const serve = ({ dataDir, url }: Place) =>
    startServer(['--data-dir', dataDir, ...(url ? ['--database-url', url] : [])])

  async function ask(server: Server, method: string, path: string, username: string, password: string) {
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
        accept: 'application/json',
      },
    })
    return { status: answer.status, body: (await answer.json()) as unknown }
  }

  test('a purge in the middle takes exactly what has not begun, and nothing of it begins, also after a SIGKILL', async () => {
    const { place, key, foreignKey } = await prepare()
    const password = `${PASSWORD} of campaign`
    let server = await serve(place)
    const started = await ask(server, 'POST', '/service_start?count=100', SERVICE, password)
    const references = started.body as string[]
    expect([started.status, new Set(references).size]).toEqual([200, 100])

    const queue = '/service/v1/outbound/campaign/queue'
    const length = async () => ((await ask(server, 'GET', queue, SERVICE, password)).body as { length: number }).length
    await expect.poll(length, { timeout: 20_000, interval: 50 }).toBeLessThanOrEqual(93)
    // Nobody else gets at it, and nothing is purged by trying.
    for (const [username, secret] of [
      [SERVICE, `${PASSWORD} of other`],
      [SERVICE, key],
      [ACCOUNT, password],
      ['1-2-0/eve@example.com', foreignKey],
      ['1-2-0/bob@example.com/other', `${PASSWORD} of other`],
    ] as const)
      expect((await ask(server, 'DELETE', queue, username, secret)).status).toBeGreaterThanOrEqual(400)
    expect((await ask(server, 'GET', '/service/v1/outbound_queues', SERVICE, password)).status).toBeGreaterThanOrEqual(
      400,
    )
    expect(await length()).toBeGreaterThan(0)

    const purged = await ask(server, 'DELETE', queue, SERVICE, password)
    const { cancelled, service_refs: cancelledRefs } = purged.body as { cancelled: number; service_refs: string[] }
    server.signal('SIGKILL')
    await server.ended
    expect(cancelledRefs).toHaveLength(cancelled)
    // In order, and the last ones: those before them had begun.
    expect(cancelledRefs).toEqual(references.slice(-cancelled))

    server = await serve(place)
    const again = await ask(server, 'DELETE', queue, SERVICE, password)
    expect(again.body).toMatchObject({ cancelled: 0, service_refs: [] })
    // One that was started now begins, so whatever else was to begin would have begun before it.
    const [probe] = (await ask(server, 'GET', '/service_start', SERVICE, password)).body as string[]
    await expect.poll(length, { timeout: 20_000, interval: 50 }).toBe(0)
    await server.stop()

    const app = await startApp(place)
    const statuses = await app.provisor.domain.outbound.starts.status(SYSTEM, [...references, probe!])
    await app.close()
    const named = (wanted: boolean) =>
      statuses.flatMap((start) => ((start!.status === 'CANCELLED') === wanted ? [start!.reference] : []))
    expect(named(true)).toEqual(cancelledRefs)
    expect(named(false)).toHaveLength(101 - cancelled)
    await place.drop()
  }, 90_000)
})
