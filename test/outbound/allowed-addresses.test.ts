import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { demonstration, openApp, type TestApp } from '../support/app.ts'
import { sqlite } from '../support/databases-sqlite.ts'

/** Somebody who listens on this machine, and counts the requests. */
async function openListener() {
  let asked = 0
  const server = createServer((_request, response) => {
    asked++
    response.setHeader('content-type', 'application/json').end('{"actions":[],"return_code":5}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port, asked: () => asked }
}

/** What became of a start whose only page is at this port. */
async function startAt({ provisor }: TestApp, port: number): Promise<string> {
  const { outbound } = provisor.domain
  const { account } = await outbound.accounts.create(SYSTEM, { cloudId: '1-2-0', username: 'bob' })
  const firstPage = { address: `http://127.0.0.1:${port}/`, method: 'POST' } as const
  const { service } = await outbound.services.put(
    SYSTEM,
    { accountId: account.id, name: 'pages' },
    { kind: 'rest', password: 'x', firstPage },
  )
  const [reference] = await outbound.starts.startMany(SYSTEM, service, [{ to: 'sip:a@b' }])
  await provisor.background.outbound.start()
  return vi.waitFor(
    async () => {
      const [start] = await outbound.starts.status(SYSTEM, [reference!])
      if (!start?.finishedAt) throw new Error('it goes on')
      return `${start.status} ${start.detail}`
    },
    { timeout: 20_000 },
  )
}

/** Asks the panel at this port whether it answers. */
async function askPanel({ provisor, http, demo }: TestApp, port: number): Promise<void> {
  await provisor.domain.catalog.servers.create(SYSTEM, {
    ...{ name: 'Juno', hostname: '127.0.0.1', ipAddress: '127.0.0.1', port, secure: false },
    ...{ module: 'cpanel', username: 'root', accessHash: 'TOKEN' },
  })
  const query = { ...demo.whmcs, action: 'GetServers', fetchStatus: '1', responsetype: 'json' }
  expect((await http.inject({ url: '/includes/api.php', query })).json().result).toBe('success')
}

test.each([
  [{}, false, false],
  [{ outgoingAllow: '127.0.0.1' }, true, false],
  [{ outboundAllow: '127.0.0.1' }, false, true],
])('with %j on this machine: requests reach a panel is %s, a page %s', async (settings, panelIs, pageIs) => {
  const app = await openApp(await sqlite.fresh(demonstration), settings)
  const [panel, page] = [await openListener(), await openListener()]
  await askPanel(app, panel.port)
  const ended = await startAt(app, page.port)
  expect({ panel: panel.asked() > 0, page: page.asked() > 0 }).toEqual({ panel: panelIs, page: pageIs })
  expect(ended).toMatch(pageIs ? 'COMPLETED 5' : /^COULDNOTRUN .*127\.0\.0\.1/)
})
