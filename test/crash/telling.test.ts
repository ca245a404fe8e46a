import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { startApp } from '../support/app.ts'
import { forEachEngine, type Place } from '../support/databases.ts'
import { isLong } from '../support/long.ts'
import { openMailServer } from '../support/mail-server.ts'
import { setUpMail } from '../support/notices.ts'
import { openReceiver } from '../support/webhooks.ts'
import { live } from './live.ts'

const CHILD = fileURLToPath(new URL('./telling-child.ts', import.meta.url))

/** One life of a process that tells of things: killed when so many of them are acknowledged, or to its end. */
async function tell({ dataDir, url }: Place, things: number, killAt = 0) {
  const { signal, words } = await live(CHILD, [dataDir, url ?? '', things], (_, count) => count === killAt)
  return { signal, happened: words('happened').map(([id]) => Number(id)), mailed: words('mailed').map(([to]) => to!) }
}

const LIVES = isLong ? [7, 23, 40, 61, 90, 120, 155] : [28]

forEachEngine((engine) => {
  test('a process that mails and calls is killed again and again: all that was committed is told', async () => {
    const place = await engine.fresh()
    const mails = await openMailServer()
    const hook = await openReceiver()
    const app = await startApp(place, { webhookAllow: '127.0.0.0/8' })
    await setUpMail(app, mails.port)
    const { access, webhooks } = app.provisor.domain
    const role = await access.roles.create(SYSTEM, { name: 'On call', permissions: ['api.access'] })
    await access.staff.create(SYSTEM, { username: 'ada', email: 'ada@example.com', roleId: role.id })
    await webhooks.create(SYSTEM, { url: hook.url, kinds: ['client_group.created'] })
    await app.close()

    const lives = []
    for (const killAt of LIVES) lives.push(await tell(place, 1000, killAt))
    lives.push(await tell(place, 5))
    expect(lives.map(({ signal }) => signal)).toEqual([...LIVES.map(() => 'SIGKILL'), null])

    const happened = lives.flatMap((life) => life.happened)
    const told = new Map(hook.told().map(({ data }, n) => [data.subjectId, hook.received[n]!.headers['webhook-id']]))
    expect(happened.filter((id) => !told.has(id))).toEqual([])
    const mailed = lives.flatMap((life) => life.mailed)
    const sent = new Set(mails.received.flatMap(({ to }) => to))
    expect(mailed.filter((address) => !sent.has(address))).toEqual([])
    // What was underway at a kill is told once more, under the same name; nothing else is.
    expect(new Set(hook.received.map(({ headers }) => headers['webhook-id'])).size).toBe(told.size)
    expect(mails.received.length - sent.size).toBeLessThanOrEqual(4 * LIVES.length)
  })
})
