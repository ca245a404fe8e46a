import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { makeValueFinder } from '../../src/base/masking/find-values.ts'
import { usualDomain } from '../../src/demo/usual.ts'
import { WEBHOOK_SECRET } from '../../src/fake-panels/webhook/webhook.ts'
import type { Database } from '../../src/storage/engine/database.ts'
import { raw, sql } from '../../src/storage/engine/sql.ts'
import { contractPlace } from '../contract/whmcs/callers.ts'
import { forEachEngine } from '../support/databases.ts'
import { secrets, twoLayers } from '../support/escapings.ts'
import { ask, listen } from '../support/listening.ts'
import { isLong } from '../support/long.ts'

/** The same ones each time; the long run takes others. */
const CASES = isLong ? { numRuns: 24 } : { numRuns: 24, seed: 7 }

/** A registrar that repeats what it is told to in everything that it says: body, header, status line. */
async function openEcho() {
  const told = new Map<string, string>()
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { name } = JSON.parse(body).data.domain
      const said = told.get(name)!
      const inHeader = /^[\x20-\x7e]*$/.test(said) ? said.trim() : encodeURIComponent(said)
      response.statusMessage = inHeader
      response.setHeader('x-echo', inHeader)
      const bodies: [number, string][] = [
        [400, JSON.stringify({ code: 'invalid', message: said, field: said, password: said })],
        [400, said],
        [500, `<html><title>${said}</title></html>`],
        [200, `${JSON.stringify([said])} is no answer`],
        [200, JSON.stringify({ status: 'failed', message: said })],
      ]
      const [status, answer] = bodies[[...told.keys()].indexOf(name) % bodies.length]!
      response.writeHead(status, { 'content-type': 'text/plain' }).end(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { told, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/provisor` }
}

/** Every row of every table, a text each. */
async function rowsOf(database: Database): Promise<string[]> {
  const tables = await database.reader.all<{ name: string }>(
    database.dialect === 'sqlite'
      ? sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`
      : sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  )
  const rows = await Promise.all(
    tables.map(async ({ name }) => {
      const found = await database.reader.all<Record<string, unknown>>(sql`SELECT * FROM ${raw(`"${name}"`)}`)
      return found.map((row) => `${name} ${JSON.stringify(row)}`)
    }),
  )
  return rows.flat()
}

forEachEngine((engine) => {
  test('what a panel repeats of a secret is nowhere: not in the database, in an answer or in the log', async () => {
    const app = await listen({ outgoingAllow: '127.0.0.1' }, engine, contractPlace)
    const { provisor, logged, demo } = app
    const echo = await openEcho()
    const settings = { url: echo.url, secret: WEBHOOK_SECRET }
    await provisor.domain.catalog.servers.create(SYSTEM, { id: 11, name: 'Echo', module: 'webhook', settings })
    await provisor.background.provisioning.start()
    const before = new Set(await rowsOf(provisor.database))
    const token = { authorization: `Bearer ${demo.token}`, 'content-type': 'application/json' }
    const heard: string[] = []
    const cases = fc.sample(fc.tuple(secrets, twoLayers), CASES).map(([secret, wrap]) => ({ secret, ...wrap(secret) }))

    const transfer = async ({ secret, text: said }: (typeof cases)[number], index: number) => {
      const id = 5000 + index
      echo.told.set(`d${id}.example.com`, said)
      await provisor.transaction((tx) => {
        const moving = { kind: 'Transfer', status: 'Pending', eppCodeSealed: provisor.secrets.seal(secret) } as const
        const name = { ...usualDomain, ...moving, clientId: 1, registrar: 'webhook', serverId: 11 }
        return tx.domains.insert({ ...name, id, name: `d${id}.example.com` }, tx.at)
      })
      const body = JSON.stringify({ command: 'transfer' })
      return ask(app, { method: 'POST', path: `/api/v1/domains/${id}/module-commands`, headers: token, body })
    }
    heard.push(JSON.stringify(await Promise.all(cases.map(transfer))))
    const entries = await provisor.domain.moduleQueue.list(SYSTEM, { serviceType: 'domain' })
    // A lane that sees too many failures on end leaves the rest for later.
    expect(entries.length).toBeGreaterThanOrEqual(10)
    for (const { id } of entries)
      heard.push(JSON.stringify(await ask(app, { path: `/api/v1/module-queue/${id}`, headers: token })))
    expect(heard.join('')).toContain('***')

    const rows = (await rowsOf(provisor.database)).filter((row) => !before.has(row))
    const everything = [...rows, ...heard, ...logged.map((line) => JSON.stringify(line))]
    const find = makeValueFinder(cases.map(({ secret }) => secret))
    const forms = cases.flatMap((one) => one.forms).flatMap((form) => [form, JSON.stringify(form).slice(1, -1)])
    const shows = (shown: string) => forms.some((form) => shown.includes(form)) || find(shown).length > 0
    expect(everything.filter(shows)).toEqual([])
  })
})
